package io.sextant.lab.run;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.rib.NextHops;
import java.util.Optional;

/**
 * GoBGP's own next hop of IPv6 routes is its end of the session, which over IPv4 is written IPv4-mapped
 * ({@code pkg/packet/bgp}, NewPathAttributeMpReachNLRI): no router has a route there.
 */
record MappedNextHops() implements NextHops {

    @Override
    public long igpMetric(IpAddress nextHop) {
        return 0;
    }

    @Override
    public Optional<Ipv6Address> globalAddressBeside(IpAddress own) {
        return Optional.of(new Ipv6Address(own.high(), own.low()));
    }
}
