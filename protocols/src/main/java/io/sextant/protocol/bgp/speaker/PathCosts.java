package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it costs to reach the next hops of paths, and what changes when the routing table behind does. */
final class PathCosts {

    private final Instance instance;
    private final DecisionQueue queue;
    private final Aggregation aggregation;

    PathCosts(Instance instance, DecisionQueue queue, Aggregation aggregation) {
        this.instance = instance;
        this.queue = queue;
        this.aggregation = aggregation;
    }

    /**
     * Cost to the next hop, or {@link Path#UNREACHABLE}. Single-hop eBGP wants it on a connected network, and nobody may
     * be reached through himself (FRR 8.4 {@code bgp_find_or_add_nexthop}).
     */
    long metric(@Nullable Peer peer, AddressFamily family, IpPrefix prefix, PathAttributes attributes) {
        IpAddress hop = attributes.nextHopOrNull();
        if (hop == null) {
            return 0;
        }
        boolean connected = peer != null
                && peer.type() == PeerType.EXTERNAL
                && peer.config().ttl() == 1
                && !peer.config().has(PeerOption.DISABLE_CONNECTED_CHECK);
        boolean client = peer != null && peer.family(family).has(FamilyOption.ROUTE_REFLECTOR_CLIENT);
        if (peer != null && !client && prefix.length() == hop.lengthBits() && prefix.contains(hop)) {
            return Path.UNREACHABLE;
        }
        NextHopCache.State state = instance.nextHops.of(hop);
        if (!state.isValid(connected) && peer != null && isReachedByLinkLocal(attributes)) {
            state = instance.nextHops.of(peer.id().address());
        }
        return state.isValid(connected) ? state.metric : Path.UNREACHABLE;
    }

    /**
     * Whether the address beside the global one is what counts: the peer's own on the link, so that it can be reached when the
     * peer can (FRR 8.4 {@code make_prefix}).
     */
    private static boolean isReachedByLinkLocal(PathAttributes attributes) {
        return attributes.linkLocalNextHop().isPresent() && !attributes.notes().has(RouteMark.IPV6_PREFER_GLOBAL);
    }

    /** Next hops are reached differently: the paths through them have another metric, or none (FRR 8.4 {@code evaluate_paths}). */
    void nextHopsChanged(List<IpAddress> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Set<IpAddress> affected = new LinkedHashSet<>(changed);
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            RouteTable table = instance.rib.table(family);
            List<Path> paths = new ArrayList<>();
            table.forEach(destination -> {
                for (Path path : destination.paths()) {
                    IpAddress hop = path.attributes().nextHopOrNull();
                    boolean local = isReachedByLinkLocal(path.attributes())
                            && path.source()
                                    .peer()
                                    .filter(peer -> affected.contains(peer.address()))
                                    .isPresent();
                    if (hop != null && (local || affected.contains(hop))) {
                        paths.add(path);
                    }
                }
            });
            paths.sort(Comparator.comparing(path -> path.destination().prefix()));
            paths.forEach(path -> reprice(table, family, path));
        }
    }

    private void reprice(RouteTable table, AddressFamily family, Path path) {
        Peer peer = instance.peer(path.source().peerOrNull());
        IpPrefix prefix = path.destination().prefix();
        long metric = metric(peer, family, prefix, path.attributes());
        if (metric != path.igpMetric()) {
            table.reprice(path, metric);
            aggregation.touched(path.destination());
            queue.add(table, path.destination());
        }
    }
}
