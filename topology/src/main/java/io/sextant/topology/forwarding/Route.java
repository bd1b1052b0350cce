package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ip route} or {@code ip -6 route}. In one table, prefix and metric name a route.
 *
 * @param nextHops in the order they were installed, which is the order the flow hash counts them in; empty unless the
 *     kind is unicast
 * @param metric the lower wins
 * @param preferredSource source address for packets made here; null: the outgoing interface's primary address
 * @param nexthopId id of the next-hop object or group the route points to ({@code nhid}); 0 for next hops inside the
 *     route. Objects skip members whose neighbour failed; see linux-ecmp.md §2
 */
public record Route(
        IpPrefix prefix,
        RouteKind kind,
        List<NextHop> nextHops,
        RouteProtocol protocol,
        int metric,
        RouteScope scope,
        @Nullable IpAddress preferredSource,
        int nexthopId) {

    public Route {
        nextHops = List.copyOf(nextHops);
        if (nextHops.isEmpty() == (kind == RouteKind.UNICAST)) {
            throw new IllegalArgumentException(
                    kind + " route to " + prefix + " with " + nextHops.size() + " next hops");
        }
        if (metric < 0 || nexthopId < 0) {
            throw new IllegalArgumentException("metric " + metric + " or next-hop id " + nexthopId + " is negative");
        }
    }

    /** A route through these next hops, with metric 0 and scope global where a gateway is. */
    public static Route to(IpPrefix prefix, RouteProtocol protocol, NextHop... nextHops) {
        boolean gateway = List.of(nextHops).stream().anyMatch(hop -> hop.gateway() != null);
        RouteScope scope = gateway ? RouteScope.GLOBAL : RouteScope.LINK;
        return new Route(prefix, RouteKind.UNICAST, List.of(nextHops), protocol, 0, scope, null, 0);
    }

    /** {@code ip route add blackhole|unreachable|prohibit}. */
    public static Route dead(IpPrefix prefix, RouteKind kind, RouteProtocol protocol) {
        return new Route(prefix, kind, List.of(), protocol, 0, RouteScope.GLOBAL, null, 0);
    }

    public Route withMetric(int newMetric) {
        return new Route(prefix, kind, nextHops, protocol, newMetric, scope, preferredSource, nexthopId);
    }

    public Route withPreferredSource(IpAddress source) {
        return new Route(prefix, kind, nextHops, protocol, metric, scope, source, nexthopId);
    }

    public Route withNexthopId(int id) {
        return new Route(prefix, kind, nextHops, protocol, metric, scope, preferredSource, id);
    }

    public Route withNextHops(List<NextHop> hops) {
        return new Route(prefix, kind, hops, protocol, metric, scope, preferredSource, nexthopId);
    }
}
