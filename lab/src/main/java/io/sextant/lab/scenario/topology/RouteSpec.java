package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static route, written in the words of {@code ip route add}.
 *
 * @param nextHops empty unless the fate is unicast and no object is named
 * @param nexthopId the next-hop object it points to ({@code nhid}); 0 for none
 * @param protocol who the kernel takes for its author: {@code boot}, {@code static} and so on, as {@code proto} has it
 * @param metric 0 to 4294967295
 * @param preferredSource the word {@code src}, or null
 */
public record RouteSpec(
        Position position,
        IpPrefix prefix,
        RouteFate fate,
        List<NextHopSpec> nextHops,
        int nexthopId,
        long metric,
        String protocol,
        @Nullable IpAddress preferredSource)
        implements Located {

    /** The metric of an IPv6 route about which nothing is said (Linux IP6_RT_PRIO_USER). */
    public static final long ADDED_IPV6_METRIC = 1_024;

    public RouteSpec {
        nextHops = List.copyOf(nextHops);
    }
}
