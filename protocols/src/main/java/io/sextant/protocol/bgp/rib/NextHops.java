package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.Optional;

/**
 * What the routing table behind a speaker knows of addresses (RFC 4271 §9.1.2.1, §5.1.3; FRR 8.4 {@code bgp_nht.c},
 * {@code bgp_nexthop.c}). Whoever implements it tells the speaker of changes by {@code BgpSpeaker.nextHopsChanged}.
 */
@FunctionalInterface
public interface NextHops {

    /** A world in which everything is one hop away at no cost. */
    NextHops ALL_REACHABLE = nextHop -> 0;

    /** The cost to a next hop, 0 or more, or {@link Path#UNREACHABLE}. */
    long igpMetric(IpAddress nextHop);

    /** Whether the address is on a network of this host, as single-hop eBGP wants its next hops. */
    default boolean isConnected(IpAddress nextHop) {
        return igpMetric(nextHop) != Path.UNREACHABLE;
    }

    /** The connected network the address is on; two on the same one may be told of each other as next hops. */
    default Optional<IpPrefix> connectedNetwork(IpAddress address) {
        return Optional.empty();
    }

    /** Whether the address is one of this host's own. */
    default boolean isOwn(IpAddress address) {
        return false;
    }

    /**
     * The metric of the route outside BGP to exactly this prefix, which {@code network} looks for under
     * {@code import-check}, or {@link Path#UNREACHABLE} where there is none.
     */
    default long routeMetric(IpPrefix prefix) {
        return 0;
    }

    /** The global IPv6 address of the interface that has this address, the next hop of IPv6 routes. */
    default Optional<Ipv6Address> globalAddressBeside(IpAddress own) {
        return own instanceof Ipv6Address ipv6 ? Optional.of(ipv6) : Optional.empty();
    }

    /** The IPv4 address of the interface that has this address, the next hop of IPv4 routes over IPv6. */
    default Optional<Ipv4Address> ipv4AddressBeside(IpAddress own) {
        return own instanceof Ipv4Address ipv4 ? Optional.of(ipv4) : Optional.empty();
    }

    /** The link-local address of the interface that has this address. */
    default Optional<Ipv6Address> linkLocalAddressBeside(IpAddress own) {
        return Optional.empty();
    }
}
