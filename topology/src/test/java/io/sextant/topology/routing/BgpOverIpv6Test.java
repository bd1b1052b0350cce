package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerTransport;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.TestNet;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two FRR routers whose session runs over IPv6 and carries IPv6 routes. */
class BgpOverIpv6Test {

    private static final Asn AS = new Asn(65_000);
    private static final Ipv6Address LEFT = Ipv6Address.parse("2001:db8:1::1");
    private static final Ipv6Address RIGHT = Ipv6Address.parse("2001:db8:1::2");
    private static final IpPrefix SERVICE = IpPrefix.parse("2001:db8:ffff::1/128");

    private final TestNet net = new TestNet();

    private BgpDaemon daemon(Host host, Ipv4Address id, Ipv6Address peer, Ipv4Address peerId) {
        Zebra zebra = new Zebra(host, SpeakerProfile.FRR_8_4.routes().delays(), true);
        BgpDaemon daemon = new BgpDaemon(
                host, SpeakerConfig.of(SpeakerProfile.FRR_8_4, AS, id).withNextHops(zebra), zebra);
        zebra.serve(daemon);
        PeerConfig config = PeerConfig.of(SpeakerProfile.FRR_8_4, peerId, AS, AS, id, host.name())
                .withAddress(peer)
                .withFamilies(List.of(AddressFamily.IPV6_UNICAST));
        daemon.addPeer(config, Policies.PERMIT);
        return daemon;
    }

    @Test
    void a_session_over_ipv6_brings_an_ipv6_route_into_the_kernel() {
        Host left = net.router("left", "eth0 2001:db8:1::1/64");
        Host right = net.router("right", "eth0 2001:db8:1::2/64");
        net.cable("left:eth0", "right:eth0");
        Ipv4Address one = Ipv4Address.parse("10.255.0.1");
        Ipv4Address two = Ipv4Address.parse("10.255.0.2");
        BgpDaemon near = daemon(left, one, RIGHT, two);
        BgpDaemon far = daemon(right, two, LEFT, one);
        near.start();
        far.start();
        far.originate(SERVICE);
        net.runFor(30);
        Optional<Route> route = left.fib(IpVersion.IPV6).find(SERVICE, KernelRoutes.METRIC);
        assertThat(route.map(Route::nextHops).orElse(List.of()).stream().map(NextHop::gateway))
                .as("FRR 8.4 bgp_path_info_to_ipv6_nexthop: the link-local one of the two that were said")
                .containsExactly(linkLocal(right));
        assertThat(left.fib().routes()).isEmpty();
        far.withdraw(SERVICE);
        net.runFor(1);
        assertThat(left.fib(IpVersion.IPV6).find(SERVICE, KernelRoutes.METRIC)).isEmpty();
        assertThat(left.tcp().listeners())
                .extracting(listener -> listener.address().toString())
                .containsExactly("0.0.0.0", "::");
    }

    private static IpAddress linkLocal(Host host) {
        return host.interfaceNamed("eth0").orElseThrow().ipv6Addresses().stream()
                .map(each -> each.address())
                .filter(Ipv6Address::isLinkLocal)
                .findFirst()
                .orElseThrow();
    }
    /** Two routers of different AS, each with its own idea of how far away the other may be, and of the password. */
    private boolean comesUp(PeerTransport near, PeerTransport far) {
        Host left = net.router("left", "eth0 2001:db8:1::1/64");
        Host right = net.router("right", "eth0 2001:db8:1::2/64");
        net.cable("left:eth0", "right:eth0");
        BgpDaemon one = external(left, 65_001, RIGHT, 65_002, near);
        BgpDaemon other = external(right, 65_002, LEFT, 65_001, far);
        one.start();
        other.start();
        net.runFor(30);
        return one.speaker().orElseThrow().peer(new PeerId(RIGHT)).orElseThrow().state() == State.ESTABLISHED;
    }

    private BgpDaemon external(Host host, int asn, Ipv6Address peer, int peerAsn, PeerTransport transport) {
        Ipv4Address id = new Ipv4Address(asn);
        BgpDaemon daemon =
                new BgpDaemon(host, SpeakerConfig.of(SpeakerProfile.FRR_8_4, new Asn(asn), id), RibConsumer.NONE);
        PeerConfig config = PeerConfig.of(
                        SpeakerProfile.FRR_8_4,
                        new Ipv4Address(peerAsn),
                        new Asn(peerAsn),
                        new Asn(asn),
                        id,
                        host.name())
                .withAddress(peer)
                .withFamilies(List.of(AddressFamily.IPV6_UNICAST))
                .withTransport(transport);
        daemon.addPeer(config, Policies.PERMIT);
        return daemon;
    }

    @Test
    void ttl_security_on_both_sides_is_met_over_ipv6() {
        PeerTransport near = PeerTransport.DEFAULT.withTtlSecurityHops(1);
        assertThat(comesUp(near, near)).isTrue();
    }

    @Test
    void a_neighbour_that_sends_with_one_hop_does_not_meet_ttl_security_over_ipv6() {
        assertThat(comesUp(PeerTransport.DEFAULT.withTtlSecurityHops(1), PeerTransport.DEFAULT))
                .isFalse();
    }

    @Test
    void passwords_have_to_agree_over_ipv6() {
        assertThat(comesUp(PeerTransport.DEFAULT.withPassword("one"), PeerTransport.DEFAULT.withPassword("one")))
                .isTrue();
    }

    @Test
    void passwords_that_do_not_agree_mean_no_session_over_ipv6() {
        assertThat(comesUp(PeerTransport.DEFAULT.withPassword("one"), PeerTransport.DEFAULT.withPassword("two")))
                .isFalse();
    }
}
