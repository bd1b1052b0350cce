package io.sextant.topology.routing;

import io.sextant.engine.Event;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.rib.RibDelta;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** bgpd as zebra sees it: the routes it gave, and gives again when their next hops are reached in another way. */
final class BgpClient {

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
                if (given.getValue().asked().stream().anyMatch(hop -> moved.contains(hop.gateway()))) {
                    zebra.add(given.getKey(), given.getValue());
                }
            }
        }
    }

    private final Zebra zebra;
    private final long waitNanos;
    private final Map<IpPrefix, RibEntry.Facts> routes = new LinkedHashMap<>();

    BgpClient(Zebra zebra, long waitNanos) {
        this.zebra = zebra;
        this.waitNanos = waitNanos;
    }

    void take(BgpDaemon bgpd, RibDelta delta) {
        for (RibDelta.Change change : delta.changes()) {
            IpPrefix prefix = change.prefix();
            change.current()
                    .flatMap(selection -> BgpRoutes.of(selection, bgpd))
                    .ifPresentOrElse(
                            facts -> {
                                routes.put(prefix, facts);
                                zebra.add(prefix, facts);
                            },
                            () -> withdraw(prefix));
        }
    }

    /** Its connection closed ({@code rib_score_proto}). */
    void gone() {
        List.copyOf(routes.keySet()).forEach(this::withdraw);
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
