package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.address;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.connect;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.config.Network;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.Redistribution;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Routes of our own, and what several ways at once mean. */
class OriginationTest {

    private static final String PREFIX = "192.0.2.0/24";

    private final SpeakerNet net = new SpeakerNet();

    private static SpeakerConfig with(SpeakerConfig config, SpeakerFamily family) {
        return config.withFamily(AddressFamily.IPV4_UNICAST, family);
    }

    private static SpeakerFamily family() {
        return SpeakerFamily.of(MultipathLimits.of(256));
    }

    @Test
    void a_network_waits_for_its_route_where_that_is_checked() {
        boolean[] present = {false};
        NextHops behind = new NextHops() {
            @Override
            public long igpMetric(IpAddress nextHop) {
                return 0;
            }

            @Override
            public long routeMetric(IpPrefix prefix) {
                return present[0] ? 0 : Path.UNREACHABLE;
            }
        };
        BgpSpeaker r1 = net.add(
                1, 65_001, config -> with(config, family().withNetworks(List.of(Network.of(IpPrefix.parse(PREFIX)))))
                        .with(SpeakerOption.NETWORK_IMPORT_CHECK)
                        .withNextHops(behind));
        BgpSpeaker r2 = net.add(2, 65_002);
        connect(r1, r2);
        net.start();
        assertThat(r1.locRib().paths(IpPrefix.parse(PREFIX))).hasSize(1);
        assertThat(knows(r2, PREFIX)).isFalse();
        present[0] = true;
        net.act(r1, r1.nextHopsChanged(net.wire.nowNanos));
        net.pass(1);
        assertThat(best(r2, PREFIX).med()).hasValue(0);
        net.act(r1, r1.reconfigure(net.wire.nowNanos, with(r1.config(), family())));
        net.pass(1);
        assertThat(knows(r2, PREFIX)).isFalse();
    }

    @Test
    void what_is_redistributed_is_incomplete_and_has_its_metric() {
        Redistribution statics = new Redistribution(RouteKind.STATIC, OptionalLong.empty(), null);
        BgpSpeaker r1 = net.add(1, 65_001, config -> with(config, family().withRedistributions(List.of(statics))));
        BgpSpeaker r2 = net.add(2, 65_002);
        connect(r1, r2);
        net.start();
        ExternalRoute route = new ExternalRoute(IpPrefix.parse(PREFIX), RouteKind.STATIC, address(9), "eth0", 42, 0);
        net.act(r1, r1.offer(net.wire.nowNanos, route));
        net.act(
                r1,
                r1.offer(
                        net.wire.nowNanos,
                        new ExternalRoute(IpPrefix.parse("10.9.0.0/16"), RouteKind.CONNECTED, null, "eth0", 0, 0)));
        net.pass(1);
        assertThat(best(r2, PREFIX).origin()).isEqualTo(Origin.INCOMPLETE);
        assertThat(best(r2, PREFIX).med()).hasValue(42);
        assertThat(knows(r2, "10.9.0.0/16")).isFalse();
        net.act(r1, r1.retract(net.wire.nowNanos, RouteKind.STATIC, IpPrefix.parse(PREFIX)));
        net.pass(1);
        assertThat(knows(r2, PREFIX)).isFalse();
    }

    @Test
    void bandwidths_weigh_the_ways_and_add_up_towards_others() {
        BgpSpeaker r1 = net.add(1, 65_001);
        BgpSpeaker r2 = net.add(2, 65_002);
        BgpSpeaker r3 = net.add(3, 65_002);
        BgpSpeaker r4 = net.add(4, 65_004);
        connect(r1, r2);
        connect(r1, r3);
        connect(r1, r4);
        net.start();
        net.originate(r2, PREFIX, builder -> builder.extendedCommunities(List.of(bandwidth(1_000_000f))));
        net.originate(r3, PREFIX, builder -> builder.extendedCommunities(List.of(bandwidth(3_000_000f))));
        Selection selection = r1.locRib().selection(IpPrefix.parse(PREFIX)).orElseThrow();
        assertThat(selection.multipath()).hasSize(2);
        assertThat(selection.weights(r1.config().decision().linkBandwidth())).containsExactly(25, 75);
        assertThat(best(r4, PREFIX).extendedCommunities()).hasSize(1);
        int field = (int) best(r4, PREFIX).extendedCommunities().get(0).bits();
        assertThat(Float.intBitsToFloat(field)).isEqualTo(4_000_000f);
    }

    private static ExtendedCommunity bandwidth(float octetsPerSecond) {
        return new ExtendedCommunity(
                4L << 48 | 65_002L << 32 | Float.floatToRawIntBits(octetsPerSecond) & 0xFFFF_FFFFL);
    }

    @Test
    void a_caller_from_the_range_becomes_a_peer_and_goes_with_its_session() {
        PeerConfig template = PeerConfig.of(
                io.sextant.protocol.bgp.profile.SpeakerProfile.FRR_8_4,
                Ipv4Address.ANY,
                new Asn(65_001),
                new Asn(65_002),
                address(1),
                "r");
        ListenRange range =
                new ListenRange(IpPrefix.parse("10.0.0.0/24"), "LEAVES", PeerSetup.of(template, PeerFamily.DEFAULT));
        BgpSpeaker r1 = net.add(1, 65_001, config -> config.withListening(List.of(range), 1));
        assertThat(r1.answer(0, address(2), new SplittableRandom(1))).contains(new PeerId(address(2)));
        assertThat(r1.answer(0, address(3), new SplittableRandom(1))).isEmpty();
        assertThat(r1.answer(0, Ipv4Address.parse("10.1.0.1"), new SplittableRandom(1)))
                .isEmpty();
        BgpSpeaker r2 = net.add(2, 65_002);
        peer(r2, r1, family -> family);
        net.start();
        assertThat(r1.peers()).hasSize(1);
        assertThat(r1.peers().get(0).config().groupName()).isEqualTo("LEAVES");
        assertThat(r1.peers().get(0).config().type()).isEqualTo(PeerType.EXTERNAL);
        net.originate(r2, PREFIX);
        assertThat(knows(r1, PREFIX)).isTrue();
        net.act(r2, r2.stop(net.wire.nowNanos, io.sextant.protocol.bgp.profile.StopReason.KILLED));
        net.pass(2);
        assertThat(r1.peers()).isEmpty();
        assertThat(knows(r1, PREFIX)).isFalse();
    }

    @Test
    void advertised_to_names_those_who_were_told() {
        BgpSpeaker r1 = net.add(1, 65_001);
        BgpSpeaker r2 = net.add(2, 65_002);
        BgpSpeaker r3 = net.add(3, 65_003);
        connect(r1, r2);
        peer(
                r1,
                r3,
                family -> family.withPolicy(
                        io.sextant.protocol.bgp.config.PolicyPlace.ROUTE_MAP_OUT,
                        io.sextant.protocol.bgp.config.NamedPolicy.undefined("GONE")));
        peer(r3, r1, family -> family.with(FamilyOption.NEXT_HOP_SELF));
        net.start();
        net.originate(r1, PREFIX);
        assertThat(r1.advertisedTo(IpPrefix.parse(PREFIX))).containsExactly(new PeerId(address(2)));
    }

    @Test
    void changes_wait_for_the_advertisement_interval() {
        BgpSpeaker r1 = net.add(1, 65_001);
        BgpSpeaker r2 = net.add(2, 65_002);
        peer(r1, SpeakerNet.session(r1, r2).withAdvertisementInterval(10 * SpeakerNet.SECOND), PeerFamily.DEFAULT);
        peer(r2, r1, family -> family);
        net.start();
        net.originate(r1, PREFIX);
        assertThat(knows(r2, PREFIX)).isTrue();
        net.originate(r1, "198.51.100.0/24");
        assertThat(knows(r2, "198.51.100.0/24")).isFalse();
        net.pass(10);
        assertThat(knows(r2, "198.51.100.0/24")).isTrue();
    }
}
