package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.Distances;
import io.sextant.protocol.bgp.config.Redistribution;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.TestNet;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A router that redistributes its static and kernel routes to another one, which ranks them by distances of its own. */
class BgpFeedTest {

    private static final Ipv4Address NEAR = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address FAR = Ipv4Address.parse("10.0.0.2");

    /** Another neighbour on the cable; a next hop that were the peer itself would be refused there. */
    private static final Ipv4Address THIRD = Ipv4Address.parse("10.0.0.9");

    private final TestNet net = new TestNet();
    private final Host near = net.router("near", "eth0 10.0.0.1/24");
    private final Host far = net.router("far", "eth0 10.0.0.2/24");
    private final Zebra nearZebra;
    private final Zebra farZebra;
    private final StaticRoutes statics;
    private final BgpDaemon bgpd;

    BgpFeedTest() {
        net.cable("near:eth0", "far:eth0");
        nearZebra = zebra(near);
        farZebra = zebra(far);
        statics = new StaticRoutes(nearZebra);
        bgpd = start(nearZebra, NEAR, FAR);
        start(farZebra, FAR, NEAR);
        net.runFor(200);
    }

    private static Zebra zebra(Host host) {
        return new Zebra(host, SpeakerProfile.FRR_8_4.routes().delays(), true);
    }

    private static BgpDaemon start(Zebra zebra, Ipv4Address own, Ipv4Address peer) {
        SpeakerProfile profile = SpeakerProfile.FRR_8_4;
        Asn as = new Asn(own.equals(NEAR) ? 65_001 : 65_002);
        Asn remote = new Asn(own.equals(NEAR) ? 65_002 : 65_001);
        SpeakerConfig plain = SpeakerConfig.of(profile, as, own).withNextHops(zebra);
        SpeakerFamily family = plain.family(AddressFamily.IPV4_UNICAST)
                .withDistances(new Distances(30, 210, 220, List.of()))
                .withRedistributions(List.of(
                        new Redistribution(RouteKind.STATIC, OptionalLong.empty(), null),
                        new Redistribution(RouteKind.KERNEL, OptionalLong.empty(), null)));
        BgpDaemon daemon = new BgpDaemon(zebra.host(), plain.withFamily(AddressFamily.IPV4_UNICAST, family), zebra);
        zebra.serve(daemon);
        daemon.addPeer(
                PeerConfig.of(profile, peer, as, remote, own, zebra.host().name()), Policies.PERMIT);
        daemon.start();
        return daemon;
    }

    private List<String> learned() {
        return farZebra.routes().stream()
                .filter(route -> route.origin() == RouteOrigin.BGP)
                .map(route -> route.prefix() + " " + route.distance() + "/" + route.metric())
                .toList();
    }

    @Test
    void a_static_route_is_told_while_its_next_hop_is_there() {
        StaticRoute route = StaticRoute.via(IpPrefix.parse("10.20.0.0/16"), THIRD);
        statics.add(route);
        net.runFor(1);
        assertThat(learned()).containsExactly("10.20.0.0/16 30/0");
        statics.remove(route);
        net.runFor(1);
        assertThat(learned()).isEmpty();
    }

    @Test
    void a_kernel_route_is_told_with_its_metric() {
        near.fib()
                .add(Route.to(
                                Ipv4Prefix.parse("10.30.0.0/16"),
                                RouteProtocol.BOOT,
                                NextHop.via(THIRD, near.interfaceNamed("eth0").orElseThrow()))
                        .withMetric(70));
        net.runFor(1);
        assertThat(learned()).containsExactly("10.30.0.0/16 30/70");
    }

    @Test
    void a_bgpd_that_starts_anew_is_offered_everything_again() {
        statics.add(StaticRoute.via(IpPrefix.parse("10.20.0.0/16"), THIRD));
        net.runFor(1);
        bgpd.kill();
        net.runFor(1);
        assertThat(learned()).isEmpty();
        bgpd.start();
        net.runFor(200);
        assertThat(learned()).containsExactly("10.20.0.0/16 30/0");
    }
}
