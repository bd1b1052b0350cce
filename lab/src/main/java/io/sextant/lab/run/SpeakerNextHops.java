package io.sextant.lab.run;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.AddressesBeside;
import java.util.Optional;

/** What a speaker without a routing table of its own knows of its host: the IPv6 addresses beside the one a session uses. */
record SpeakerNextHops(Host host) implements NextHops {

    @Override
    public long igpMetric(IpAddress nextHop) {
        return 0;
    }

    @Override
    public Optional<Ipv6Address> globalAddressBeside(IpAddress own) {
        return own instanceof Ipv6Address ipv6 && !ipv6.isLinkLocal()
                ? Optional.of(ipv6)
                : AddressesBeside.of(host, own)
                        .filter(address -> !address.isLinkLocal())
                        .findFirst();
    }

    @Override
    public Optional<Ipv6Address> linkLocalAddressBeside(IpAddress own) {
        return AddressesBeside.of(host, own).filter(Ipv6Address::isLinkLocal).findFirst();
    }
}
