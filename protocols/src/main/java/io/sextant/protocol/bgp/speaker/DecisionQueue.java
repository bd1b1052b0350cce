package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.BgpSession;
import java.util.ArrayList;
import java.util.List;

/**
 * Prefixes that wait for a decision (FRR 8.4 {@code bgp_process} and its work queue). The hold starts at the first prefix
 * and is not restarted by further ones (facts/frr.md point 4).
 */
final class DecisionQueue {

    private record Waiting(RouteTable table, List<Destination> destinations) {}

    private final Instance instance;
    private final UpdateGroups groups;
    private final SelectionDeferral deferral;
    private List<Waiting> queue = new ArrayList<>();
    private long dueNanos = BgpSession.NEVER;

    DecisionQueue(Instance instance, UpdateGroups groups, SelectionDeferral deferral) {
        this.instance = instance;
        this.groups = groups;
        this.deferral = deferral;
    }

    /** A destination is to be decided, unless that has to wait for the peers of a restarted speaker. */
    void add(RouteTable table, Destination destination) {
        if (destination.isScheduled() || !deferral.defers(table, destination)) {
            schedule(table, destination);
        }
    }

    /** As {@link #add}, after a path was taken away; without its best path a destination does not wait. */
    void addAfterRemoval(RouteTable table, Destination destination, boolean best) {
        if (best) {
            deferral.bestRemoved(destination);
            schedule(table, destination);
        } else {
            add(table, destination);
        }
    }

    private void schedule(RouteTable table, Destination destination) {
        if (!table.schedule(destination)) {
            return;
        }
        int last = queue.size() - 1;
        if (last < 0 || queue.get(last).table != table) {
            queue.add(new Waiting(table, new ArrayList<>()));
            last++;
        }
        queue.get(last).destinations.add(destination);
        if (dueNanos == BgpSession.NEVER) {
            dueNanos = instance.nowNanos + instance.profile.delays().workQueueNanos();
        }
    }

    long dueNanos() {
        return dueNanos;
    }

    void run() {
        if (dueNanos() > instance.nowNanos) {
            return;
        }
        List<Waiting> work = queue;
        queue = new ArrayList<>();
        dueNanos = BgpSession.NEVER;
        decide(work);
    }

    /** Decides without a wait (FRR 8.4 {@code bgp_best_path_select_defer}). */
    void decideNow(RouteTable table, List<Destination> destinations) {
        decide(List.of(new Waiting(table, destinations)));
    }

    private void decide(List<Waiting> work) {
        RibDelta.Builder builder = new RibDelta.Builder();
        for (Waiting waiting : work) {
            boolean every = groups.sendsSeveralPaths(waiting.table);
            for (Destination destination : waiting.destinations) {
                RouteTable.News news = waiting.table.decide(destination, every, builder);
                groups.pathIds.decided(destination);
                if (news == RouteTable.News.EVERYBODY || news == RouteTable.News.BANDWIDTH) {
                    groups.announce(waiting.table, destination);
                }
            }
        }
        RibDelta delta = builder.build();
        if (!delta.isEmpty()) {
            instance.outputs.add(new RoutesChanged(delta));
        }
    }
}
