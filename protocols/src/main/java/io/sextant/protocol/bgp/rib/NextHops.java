package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpAddress;

/** What the routing table behind a speaker knows of next hops (RFC 4271 §9.1.2.1). */
@FunctionalInterface
public interface NextHops {

    /** A world in which everything is one hop away at no cost. */
    NextHops ALL_REACHABLE = nextHop -> 0;

    /** The cost to a next hop, 0 or more, or {@link Path#UNREACHABLE}. */
    long igpMetric(IpAddress nextHop);
}
