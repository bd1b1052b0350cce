package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.forwarding.RouteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What bgpd tells zebra of its decisions (FRR 8.4 {@code bgp_zebra_announce}). */
final class BgpRoutes {

    private static final int DISTANCE_EXTERNAL = 20;
    private static final int DISTANCE_INTERNAL = 200;

    /** For deletions, which name the source alone. */
    static final RibEntry.Facts NONE = new RibEntry.Facts(RouteOrigin.BGP, 0, 0, 0, false, false, false, List.of());

    private BgpRoutes() {}

    /** The route for zebra; none for what came from this router's own tables. */
    static Optional<RibEntry.Facts> of(Selection selection) {
        Path best = selection.best();
        RouteSource source = best.source();
        boolean aggregate = source.kind() == RouteSource.Kind.AGGREGATE;
        if (source.isLocal() && !aggregate) {
            return Optional.empty();
        }
        boolean internal = aggregate || source.peerType() == PeerType.INTERNAL;
        List<RibNextHop> hops = aggregate ? List.of(RibNextHop.dead(RouteKind.BLACKHOLE)) : hops(selection);
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RibEntry.Facts(
                RouteOrigin.BGP,
                internal ? DISTANCE_INTERNAL : DISTANCE_EXTERNAL,
                best.attributes().med().orElse(0L),
                0,
                internal,
                internal,
                false,
                hops));
    }

    private static List<RibNextHop> hops(Selection selection) {
        List<RibNextHop> hops = new ArrayList<>();
        for (Path path : selection.multipath()) {
            IpAddress gateway = path.attributes().nextHop().orElse(null);
            if (gateway != null) {
                RibNextHop hop = RibNextHop.via(gateway);
                if (!hops.contains(hop)) {
                    hops.add(hop);
                }
            }
        }
        return hops;
    }
}
