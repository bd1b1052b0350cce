package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.address;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.peer;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.session;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.NextHops;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Both families over one IPv4 session. */
class FamiliesTest {

    private static final String PREFIX = "2001:db8:1::/48";
    private static final List<AddressFamily> BOTH = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private final SpeakerNet net = new SpeakerNet();

    private static SpeakerConfig dual(SpeakerConfig config, int number) {
        Ipv6Address global = (Ipv6Address) IpAddress.parse("2001:db8::" + number);
        Ipv6Address local = (Ipv6Address) IpAddress.parse("fe80::" + number);
        return config.withNextHops(new NextHops() {
            @Override
            public long igpMetric(IpAddress nextHop) {
                return 0;
            }

            @Override
            public Optional<IpPrefix> connectedNetwork(IpAddress address) {
                return Optional.of(IpPrefix.parse("10.0.0.0/24"));
            }

            @Override
            public Optional<Ipv6Address> globalAddressBeside(IpAddress own) {
                return Optional.of(global);
            }

            @Override
            public Optional<Ipv6Address> linkLocalAddressBeside(IpAddress own) {
                return Optional.of(local);
            }
        });
    }

    @Test
    void an_ipv6_route_has_the_senders_global_and_link_local_address() {
        BgpSpeaker r1 = net.add(1, 65_001, config -> dual(config, 1));
        BgpSpeaker r2 = net.add(2, 65_002, config -> dual(config, 2));
        peer(r1, session(r1, r2).withFamilies(BOTH), PeerFamily.DEFAULT);
        peer(r2, session(r2, r1).withFamilies(BOTH), PeerFamily.DEFAULT);
        net.start();
        net.originate(r1, PREFIX);
        net.originate(r1, "192.0.2.0/24");
        assertThat(best(r2, PREFIX).nextHop()).contains(IpAddress.parse("2001:db8::1"));
        assertThat(best(r2, PREFIX).linkLocalNextHop()).contains((Ipv6Address) IpAddress.parse("fe80::1"));
        assertThat(best(r2, "192.0.2.0/24").nextHop()).contains(address(1));
        assertThat(view(r2, r1).acceptedPrefixes()).isEqualTo(2);
        assertThat(r2.locRib().table(AddressFamily.IPV6_UNICAST).version()).isEqualTo(1);
    }

    @Test
    void a_family_one_side_does_not_offer_is_not_spoken() {
        BgpSpeaker r1 = net.add(1, 65_001, config -> dual(config, 1));
        BgpSpeaker r2 = net.add(2, 65_002, config -> dual(config, 2));
        peer(r1, session(r1, r2).withFamilies(BOTH), PeerFamily.DEFAULT);
        peer(r2, session(r2, r1), PeerFamily.DEFAULT);
        net.start();
        net.originate(r1, PREFIX);
        net.originate(r1, "192.0.2.0/24");
        assertThat(r2.locRib().prefixes()).containsExactly(IpPrefix.parse("192.0.2.0/24"));
    }
}
