package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.session;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Next hops that are nobody's, as FRR 8.4.4 took and refused them from a crafted peer (FRR 8.4 {@code
 * bgp_update_martian_nexthop}).
 */
class MartianNextHopTest {

    private static final String IPV4 = "203.0.113.0/24";
    private static final String IPV6 = "2001:db8::/32";
    private static final List<AddressFamily> BOTH = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r1 = net.add(1, 65_001);
    private final BgpSpeaker r2 = net.add(2, 65_002);

    private void start(PeerOption... options) {
        start(PeerFamily.DEFAULT, options);
    }

    private void start(PeerFamily inbound, PeerOption... options) {
        PeerConfig hearing = session(r1, r2).withFamilies(BOTH).with(options);
        PeerConfig telling = session(r2, r1).withFamilies(BOTH);
        PeerFamily unchanged =
                PeerFamily.DEFAULT.with(FamilyOption.NEXT_HOP_UNCHANGED, FamilyOption.NEXT_HOP_LOCAL_UNCHANGED);
        r1.addPeer(setup(hearing, inbound), new java.util.SplittableRandom(1));
        r2.addPeer(setup(telling, unchanged), new java.util.SplittableRandom(2));
        net.start();
    }

    private static PeerSetup setup(PeerConfig config, PeerFamily family) {
        return new PeerSetup(config, Map.of(AddressFamily.IPV4_UNICAST, family, AddressFamily.IPV6_UNICAST, family));
    }

    private void tell(String prefix, String nextHop, @Nullable String linkLocal) {
        net.originate(r2, prefix, builder -> builder.nextHop(IpAddress.parse(nextHop))
                .linkLocalNextHop(linkLocal == null ? null : (Ipv6Address) IpAddress.parse(linkLocal)));
    }

    @ParameterizedTest
    @CsvSource({"0.1.2.3", "127.0.0.1", "224.0.0.1", "240.0.0.1"})
    void an_ipv4_next_hop_that_is_no_host_ends_the_session(String nextHop) {
        start();
        tell(IPV4, nextHop, null);
        assertThat(view(r1, r2).state()).isNotEqualTo(State.ESTABLISHED);
        assertThat(String.valueOf(view(r1, r2).lastReset().notification())).contains("Invalid NEXT_HOP Attribute");
    }

    @ParameterizedTest
    @CsvSource({"0.1.2.3,true", "127.0.0.1,true", "224.0.0.1,false", "240.0.0.1,false", "10.9.0.2,true"})
    void allowed_ones_of_the_networks_0_and_127_are_taken_and_others_pass_in_silence(String nextHop, boolean taken) {
        start(PeerOption.ALLOW_MARTIAN_NEXT_HOP);
        tell(IPV4, nextHop, null);
        assertThat(view(r1, r2).state()).isEqualTo(State.ESTABLISHED);
        assertThat(knows(r1, IPV4)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({
        "::,,false",
        "::1,,false",
        "ff02::1,,false",
        "2001:db8:9::2,,true",
        "::,fe80::2,true",
        "::1,fe80::2,false",
        "::,2001:db8::5,false",
        "2001:db8:9::2,fe80::9,true"
    })
    void an_ipv6_next_hop_that_is_no_host_costs_the_route(String nextHop, @Nullable String linkLocal, boolean taken) {
        // Nobody sends such a next hop here; a map puts it in its place, which is before the check.
        RoutePolicy setting = (route, context) -> route.withAttributes(
                route.attributes().toBuilder().nextHop(IpAddress.parse(nextHop)).build());
        start(PeerFamily.DEFAULT.withPolicy(PolicyPlace.ROUTE_MAP_IN, NamedPolicy.of("M", setting)));
        tell(IPV6, "2001:db8:9::2", linkLocal);
        assertThat(view(r1, r2).state()).isEqualTo(State.ESTABLISHED);
        assertThat(knows(r1, IPV6)).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::5,false", "fe80::9,true"})
    void a_second_next_hop_counts_if_it_is_one_of_the_link(String second, boolean counts) {
        start();
        tell(IPV6, "2001:db8:9::2", second);
        assertThat(SpeakerNet.best(r1, IPV6).linkLocalNextHop().isPresent()).isEqualTo(counts);
    }
}
