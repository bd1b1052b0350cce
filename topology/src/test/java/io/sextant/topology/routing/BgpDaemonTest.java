package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FRR on a router, MetalLB on three nodes, one switch between them; every octet over TCP. */
class BgpDaemonTest {

    private static final Asn AS = new Asn(64_512);
    private static final Ipv4Prefix SERVICE = Ipv4Prefix.parse("172.16.10.0/32");
    private static final Ipv4Address ROUTER = Ipv4Address.parse("192.168.1.1");

    private final TestNet net = new TestNet();
    private final List<Host> nodes = new ArrayList<>();
    private final List<BgpDaemon> speakers = new ArrayList<>();
    private final List<Long> fibChanges = new ArrayList<>();
    private final List<String> sessions = new ArrayList<>();
    private Host router;
    private BgpDaemon bgpd;

    @BeforeEach
    void routerAndThreeNodes() {
        var bridge = net.bridge("sw");
        router = net.router("router", "eth0 192.168.1.1/24");
        net.cable("router:eth0", bridge);
        Zebra zebra = new Zebra(router, SpeakerProfile.FRR_8_4.routes().delays(), true);
        bgpd = new BgpDaemon(
                router, SpeakerConfig.of(SpeakerProfile.FRR_8_4, AS, ROUTER).withNextHops(zebra), zebra);
        zebra.serve(bgpd);
        bgpd.addListener(new BgpListener() {
            @Override
            public void onSession(long nowNanos, BgpDaemon daemon, PeerId peer, State from, State to, String reason) {
                sessions.add(peer + " " + to.word());
            }
        });
        router.fib().addListener((now, delta) -> fibChanges.add(now));
        for (int i = 0; i < 3; i++) {
            Host node = net.host("n" + i, "eth0 192.168.1.2" + i + "/24");
            net.cable("n" + i + ":eth0", bridge);
            Ipv4Address id = Ipv4Address.parse("192.168.1.2" + i);
            BgpDaemon speaker =
                    new BgpDaemon(node, SpeakerConfig.of(SpeakerProfile.METALLB_0_10, AS, id), RibConsumer.NONE);
            speaker.addPeer(
                    PeerConfig.of(SpeakerProfile.METALLB_0_10, ROUTER, AS, AS, id, node.name()), Policies.PERMIT);
            bgpd.addPeer(PeerConfig.of(SpeakerProfile.FRR_8_4, id, AS, AS, ROUTER, "router"), Policies.PERMIT);
            nodes.add(node);
            speakers.add(speaker);
        }
        bgpd.start();
        speakers.forEach(BgpDaemon::start);
        speakers.forEach(speaker -> speaker.originate(SERVICE));
    }

    private List<String> nextHops() {
        Optional<Route> route = router.fib().find(SERVICE, KernelRoutes.METRIC);
        return route.map(Route::nextHops).orElse(List.of()).stream()
                .map(NextHop::gateway)
                .map(String::valueOf)
                .toList();
    }

    @Test
    void three_nodes_become_three_next_hops_of_one_group() {
        net.runFor(10);
        assertThat(nextHops()).containsExactlyInAnyOrder("192.168.1.20", "192.168.1.21", "192.168.1.22");
        assertThat(router.fib().find(SERVICE, KernelRoutes.METRIC).orElseThrow().nexthopId())
                .isPositive();
        assertThat(sessions).filteredOn(line -> line.endsWith("Established")).hasSize(3);
    }

    @Test
    void a_killed_speaker_is_out_of_the_table_71_milliseconds_after_its_fin() {
        net.runFor(10);
        fibChanges.clear();
        long killed = net.simulator.nanos();
        speakers.get(1).kill();
        net.runFor(1);
        assertThat(nextHops()).containsExactlyInAnyOrder("192.168.1.20", "192.168.1.22");
        assertThat(fibChanges).hasSize(1);
        // facts/frr.md points 4 and 13: 10 + 50 + 10 + 1 ms, and what the FIN takes to cross.
        assertThat(fibChanges.get(0) - killed).isBetween(71_000_000L, 72_000_000L);
    }

    @Test
    void a_withdrawal_is_in_the_table_61_milliseconds_later() {
        net.runFor(10);
        fibChanges.clear();
        long withdrawn = net.simulator.nanos();
        speakers.get(2).withdraw(SERVICE);
        net.runFor(1);
        assertThat(nextHops()).containsExactlyInAnyOrder("192.168.1.20", "192.168.1.21");
        assertThat(fibChanges.get(0) - withdrawn).isBetween(61_000_000L, 62_000_000L);
    }

    @Test
    void a_node_without_power_is_noticed_by_the_hold_timer_between_60_and_90_seconds() {
        net.runFor(40);
        fibChanges.clear();
        long cut = net.simulator.nanos();
        nodes.get(0).powerOff();
        speakers.get(0).vanish();
        net.runFor(120);
        assertThat(nextHops()).containsExactlyInAnyOrder("192.168.1.21", "192.168.1.22");
        assertThat(fibChanges).hasSize(1);
        assertThat(fibChanges.get(0) - cut).isBetween(60_000_000_000L, 90_100_000_000L);
    }

    @Test
    void a_speaker_that_comes_back_within_180_seconds_gets_its_old_place() {
        net.runFor(10);
        List<String> before = nextHops();
        speakers.get(1).kill();
        net.runFor(30);
        speakers.get(1).start();
        speakers.get(1).originate(SERVICE);
        net.runFor(150);
        assertThat(nextHops()).isEqualTo(before);
    }

    @Test
    void frr_marks_its_packets_cs6_and_sends_them_with_ttl_255() {
        List<String> marks = new ArrayList<>();
        net.at("router:eth0").addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            byte[] octets = frame.octets();
            int ip = frame.start() + 14;
            boolean bgp = octets[ip] == 0x45 && octets[ip + 9] == 6 && frame.length() > 14 + 52;
            if (outbound && bgp) {
                marks.add(Integer.toHexString(octets[ip + 1] & 0xFF) + " " + (octets[ip + 8] & 0xFF));
            }
        });
        net.runFor(10);
        assertThat(marks).isNotEmpty().containsOnly("c0 255");
    }

    @Test
    void nothing_is_retransmitted_and_nothing_lost() {
        net.runFor(100);
        assertThat(net.drops).filteredOn(line -> !line.endsWith("no-socket")).isEmpty();
        router.tcp().sockets().forEach(socket -> assertThat(socket.retransmissions())
                .isZero());
    }
}
