package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Negotiated;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A speaker that has just restarted chooses no routes before its peers have told theirs (RFC 4724 §4.1), as FRR 8.4 does with
 * {@code preserve-fw-state} ({@code bgp_update_gr_info}, {@code bgp_start_deferral_timer}, {@code bgp_dest_set_defer_flag}),
 * and tells the table behind it when routes of its former life may go.
 */
@SuppressWarnings("ReferenceEquality") // The chosen path itself, not one like it.
final class SelectionDeferral {

    private static final long NEVER = BgpSession.NEVER;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** FRR 8.4 {@code BGP_MAX_BEST_ROUTE_SELECT}, {@code BGP_ROUTE_SELECT_DELAY}: so many prefixes at a time, a second apart. */
    private static final int CHOSEN_AT_ONCE = 10_000;

    private static final class Wait {
        private int required;
        private int received;
        private long untilNanos = NEVER;
        private long goesOnNanos = NEVER;
        private boolean announced;
        private final Set<Destination> deferred = new TreeSet<>(Comparator.comparing(Destination::prefix));
    }

    private final Instance instance;
    private final Map<AddressFamily, Wait> waits = new TreeMap<>();

    SelectionDeferral(Instance instance) {
        this.instance = instance;
    }

    /** A session is up: maybe one more End-of-RIB to wait for. */
    void onUp(Peer peer, Negotiated negotiated) {
        boolean preserves = instance.config.gracefulRestart().preserveForwardingState();
        long seconds = instance.config.gracefulRestart().selectDeferralSeconds();
        for (AddressFamily family : negotiated.families()) {
            if (preserves && isRestarting(peer)) {
                Wait wait = waits.computeIfAbsent(family, each -> new Wait());
                if (seconds > 0 && wait.untilNanos == NEVER && wait.required == 0) {
                    wait.untilNanos = instance.nowNanos + seconds * SECOND_NANOS;
                }
                if (seconds > 0 && !wait.announced) {
                    wait.announced = true;
                    tell(family, false);
                }
                wait.required++;
            }
        }
        boolean restarter = peer.config().graceful().mode() == GracefulMode.RESTARTER;
        if (negotiated.remoteGraceful() ? negotiated.remoteRestarting() : restarter) {
            // Nobody there keeps anything for us.
            tell(AddressFamily.IPV4_UNICAST, true);
            tell(AddressFamily.IPV6_UNICAST, true);
        }
    }

    /** A session is down; an End-of-RIB that has not come is not waited for (FRR 8.4 {@code bgp_stop}). */
    void onDown(Peer peer) {
        Negotiated negotiated = peer.negotiated;
        if (negotiated == null || !negotiated.bothGraceful()) {
            return;
        }
        for (AddressFamily family : negotiated.families()) {
            Wait wait = waits.get(family);
            if (wait == null || peer.routes(family).endOfRibReceived) {
                continue;
            }
            wait.required -= wait.required > 0 ? 1 : 0;
            if (wait.required == 0) {
                // What was deferred stays so until a peer's End-of-RIB: the program forgets to look at it here.
                wait.untilNanos = NEVER;
                wait.received = 0;
            }
        }
    }

    /** A peer's End-of-RIB; after the last that is waited for, what was deferred is decided at once. */
    void endOfRib(Peer peer, AddressFamily family, DecisionQueue queue) {
        if (peer.routes(family).endOfRibReceived) {
            return;
        }
        Wait wait = waits.computeIfAbsent(family, each -> new Wait());
        if (isRestarting(peer)) {
            wait.received++;
        }
        if (wait.required == wait.received) {
            choose(family, wait, queue);
        }
    }

    /** Whether a destination waits, now or already, rather than being decided (FRR 8.4 {@code bgp_dest_set_defer_flag}). */
    boolean defers(RouteTable table, Destination destination) {
        for (Map.Entry<AddressFamily, Wait> each : waits.entrySet()) {
            if (instance.rib.table(each.getKey()) == table) {
                return defers(each.getValue(), destination);
            }
        }
        return false;
    }

    private boolean defers(Wait wait, Destination destination) {
        if (wait.deferred.contains(destination)) {
            return true;
        }
        if (wait.untilNanos == NEVER) {
            return false;
        }
        for (Path path : destination.paths()) {
            Peer peer = instance.peer(path.source().peerOrNull());
            boolean waits = path.stale() || (peer != null && isRestarting(peer));
            if (peer != null && path != destination.bestOrNull() && waits) {
                wait.deferred.add(destination);
                return true;
            }
        }
        return false;
    }

    /** A chosen path is gone: its destination waits no longer (FRR 8.4 {@code bgp_rib_remove}). */
    void bestRemoved(Destination destination) {
        waits.values().forEach(wait -> wait.deferred.remove(destination));
    }

    /** Whether our End-of-RIB has to wait, as routes may still come (FRR 8.4 {@code BGP_SEND_EOR}). */
    boolean holdsEndOfRib(AddressFamily family) {
        Wait wait = waits.get(family);
        return wait != null && wait.untilNanos != NEVER && wait.required != wait.received;
    }

    long deadlineNanos() {
        long deadline = NEVER;
        for (Wait wait : waits.values()) {
            deadline = Math.min(deadline, Math.min(wait.untilNanos, wait.goesOnNanos));
        }
        return deadline;
    }

    /** Decides what was deferred, where the time is over. */
    void run(DecisionQueue queue) {
        waits.forEach((family, wait) -> {
            if (wait.untilNanos <= instance.nowNanos) {
                choose(family, wait, queue);
            } else if (wait.goesOnNanos <= instance.nowNanos) {
                chooseSome(family, wait, queue);
            }
        });
    }

    private void choose(AddressFamily family, Wait wait, DecisionQueue queue) {
        wait.untilNanos = NEVER;
        wait.required = 0;
        wait.received = 0;
        chooseSome(family, wait, queue);
    }

    /** FRR 8.4 {@code bgp_best_path_select_defer}. */
    private void chooseSome(AddressFamily family, Wait wait, DecisionQueue queue) {
        List<Destination> chosen = wait.deferred.stream().limit(CHOSEN_AT_ONCE).toList();
        chosen.forEach(wait.deferred::remove);
        wait.goesOnNanos = wait.deferred.isEmpty() ? NEVER : instance.nowNanos + SECOND_NANOS;
        if (!chosen.isEmpty()) {
            queue.decideNow(instance.rib.table(family), chosen);
        }
        if (wait.deferred.isEmpty()) {
            tell(family, true);
        }
    }

    private void tell(AddressFamily family, boolean complete) {
        instance.outputs.add(new RouteUpdate(family, complete));
    }

    /** FRR 8.4 {@code BGP_PEER_RESTARTING_MODE}: we said that we have restarted, and the peer did not. */
    private static boolean isRestarting(Peer peer) {
        Negotiated negotiated = peer.negotiated;
        return negotiated != null
                && peer.config().graceful().mode() == GracefulMode.RESTARTER
                && negotiated.bothGraceful()
                && negotiated.localRestarting()
                && !negotiated.remoteRestarting();
    }
}
