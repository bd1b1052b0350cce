package io.sextant.topology.routing;

import io.sextant.engine.Event;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.Selection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * bgpd as zebra sees it: the routes it gave, and gives again when their next hops are reached in another way; and those of
 * its former life, which stay while it restarts gracefully (FRR 8.4 {@code zebra_gr.c}).
 */
final class BgpClient {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** What bgpd says after its own queue's wait (FRR 8.4 {@code evaluate_paths}, {@code BGP_PATH_IGP_CHANGED}). */
    private final class Again extends Event {
        private final Set<IpAddress> moved;

        Again(Set<IpAddress> moved) {
            this.moved = moved;
        }

        @Override
        public String label() {
            return "bgp routes told again " + zebra.host().name();
        }

        @Override
        protected void fire() {
            if (!zebra.isRunning()) {
                return;
            }
            for (Map.Entry<IpPrefix, RibEntry.Facts> given : List.copyOf(routes.entrySet())) {
                if (!stale.contains(given.getKey())
                        && given.getValue().asked().stream().anyMatch(hop -> moved.contains(hop.gateway()))) {
                    zebra.add(given.getKey(), given.getValue());
                }
            }
        }
    }

    private final Zebra zebra;
    private final long waitNanos;
    private final Map<IpPrefix, RibEntry.Facts> routes = new LinkedHashMap<>();
    private final Set<IpPrefix> stale = new LinkedHashSet<>();
    /** Families that were pending, and that are complete; zebra forgets neither while it runs. */
    private final Set<AddressFamily> pending = new TreeSet<>();

    private final Set<AddressFamily> complete = new TreeSet<>();
    private final Event staleTimer = new Event() {
        @Override
        public String label() {
            return "stale bgp routes " + zebra.host().name();
        }

        @Override
        protected void fire() {
            removeStale();
        }
    };

    BgpClient(Zebra zebra, long waitNanos) {
        this.zebra = zebra;
        this.waitNanos = waitNanos;
    }

    void take(BgpDaemon bgpd, RibDelta delta) {
        for (RibDelta.Change change : delta.changes()) {
            take(change.prefix(), change.current().flatMap(selection -> BgpRoutes.of(selection, bgpd)));
        }
    }

    /** The same decisions under other settings. */
    void takeAgain(BgpDaemon bgpd, List<Selection> selections) {
        for (Selection selection : selections) {
            take(selection.prefix(), BgpRoutes.of(selection, bgpd));
        }
    }

    private void take(IpPrefix prefix, Optional<RibEntry.Facts> route) {
        stale.remove(prefix);
        route.ifPresentOrElse(
                facts -> {
                    routes.put(prefix, facts);
                    zebra.add(prefix, facts);
                },
                () -> withdraw(prefix));
    }

    /** Its connection closed ({@code rib_score_proto}, {@code zebra_gr_client_disconnect}). */
    void gone(BgpDaemon bgpd, boolean inOrder) {
        if (inOrder || !bgpd.restartsGracefully() || !zebra.isRunning()) {
            List.copyOf(routes.keySet()).forEach(this::withdraw);
            return;
        }
        stale.addAll(routes.keySet());
        if (!staleTimer.isPending()) {
            long seconds = bgpd.config().gracefulRestart().ribStaleSeconds();
            zebra.scheduler().schedule(staleTimer, zebra.scheduler().nanos() + seconds * SECOND_NANOS);
        }
    }

    /** It tells how far it is with a family ({@code zebra_gr_process_client_stale_routes}). */
    void updates(AddressFamily family, boolean isComplete) {
        (isComplete ? complete : pending).add(family);
        if (isComplete && complete.containsAll(pending) && staleTimer.isPending()) {
            zebra.scheduler().cancel(staleTimer);
            removeStale();
        }
    }

    private void removeStale() {
        List.copyOf(stale).forEach(this::withdraw);
        stale.clear();
    }

    /** zebra ends, and what it kept for a bgpd that is gone with it. */
    void zebraGone() {
        zebra.scheduler().cancel(staleTimer);
        routes.keySet().removeAll(stale);
        stale.clear();
        pending.clear();
        complete.clear();
    }

    /** A zebra that has started anew is told everything. */
    void tellAll() {
        routes.forEach(zebra::add);
    }

    void clear() {
        routes.clear();
    }

    /** Its choices stay when only the way to a next hop is another, but zebra has to look again. */
    void nextHopsMoved(Scheduler scheduler, List<NextHopState> changed) {
        Set<IpAddress> moved = new LinkedHashSet<>();
        for (NextHopState state : changed) {
            if (state.isReachable()) {
                moved.add(state.address());
            }
        }
        if (!moved.isEmpty() && !routes.isEmpty()) {
            scheduler.schedule(new Again(moved), scheduler.nanos() + waitNanos);
        }
    }

    private void withdraw(IpPrefix prefix) {
        if (routes.remove(prefix) != null) {
            zebra.delete(prefix, BgpRoutes.NONE);
        }
    }
}
