package io.sextant.topology.routing;

import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.RouteProtocol;
import java.util.List;

/**
 * A route as zebra holds it, and {@code show ip route} prints it.
 *
 * @param protocol who told zebra: kernel (connected), static or BGP
 * @param nextHops by address, as zebra sorts them
 * @param sinceNanos when it came in this form
 * @param nexthopId the kernel's number of its next hops, 0 where they are inline
 */
public record RibRoute(
        Ipv4Prefix prefix,
        RouteProtocol protocol,
        int distance,
        long metric,
        List<NextHop> nextHops,
        long sinceNanos,
        int nexthopId) {

    public RibRoute {
        nextHops = List.copyOf(nextHops);
    }
}
