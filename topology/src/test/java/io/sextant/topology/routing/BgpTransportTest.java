package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerTransport;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.tcp.TcpOptions;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpProtection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two FRR routers in different ASes on one cable, and what the sockets between them are asked for. */
class BgpTransportTest {

    private static final Ipv4Address NEAR = Ipv4Address.parse("10.0.0.1");
    private static final Ipv4Address FAR = Ipv4Address.parse("10.0.0.2");

    private final TestNet net = new TestNet();
    private final Host near = net.router("near", "eth0 10.0.0.1/24");
    private final Host far = net.router("far", "eth0 10.0.0.2/24");
    private final List<String> events = new ArrayList<>();

    BgpTransportTest() {
        net.cable("near:eth0", "far:eth0");
    }

    private BgpDaemon start(Host host, Ipv4Address own, Ipv4Address peer, PeerTransport transport, boolean failover) {
        SpeakerProfile profile = SpeakerProfile.FRR_8_4;
        Asn as = new Asn(own.equals(NEAR) ? 65_001 : 65_002);
        Asn remote = new Asn(own.equals(NEAR) ? 65_002 : 65_001);
        Zebra zebra = new Zebra(host, profile.routes().delays(), true);
        SpeakerConfig config = SpeakerConfig.of(profile, as, own).withNextHops(zebra);
        BgpDaemon daemon =
                new BgpDaemon(host, failover ? config : config.without(SpeakerOption.FAST_EXTERNAL_FAILOVER), zebra);
        zebra.serve(daemon);
        daemon.addListener(new BgpListener() {
            @Override
            public void onSession(long nowNanos, BgpDaemon from, PeerId id, State before, State after, String reason) {
                if (from.host() == near && (before == State.ESTABLISHED || after == State.ESTABLISHED)) {
                    events.add(after.word() + " " + nowNanos / 1_000_000_000L);
                }
            }
        });
        daemon.addPeer(
                PeerConfig.of(profile, peer, as, remote, own, host.name()).withTransport(transport), Policies.PERMIT);
        daemon.start();
        return daemon;
    }

    private void connect(PeerTransport nearSays, PeerTransport farSays) {
        start(near, NEAR, FAR, nearSays, true);
        start(far, FAR, NEAR, farSays, true);
        net.runFor(200);
    }

    private boolean isUp() {
        return !events.isEmpty() && events.get(events.size() - 1).startsWith("Established");
    }

    @Test
    void one_password_on_both_sides_is_a_session() {
        connect(PeerTransport.DEFAULT.withPassword("s3cret"), PeerTransport.DEFAULT.withPassword("s3cret"));
        assertThat(isUp()).isTrue();
    }

    @Test
    void different_passwords_are_none_and_no_segment_is_answered() {
        connect(PeerTransport.DEFAULT.withPassword("s3cret"), PeerTransport.DEFAULT.withPassword("secret"));
        assertThat(events).isEmpty();
        assertThat(net.drops).isNotEmpty().allMatch(drop -> drop.endsWith("tcp-md5-failure"));
    }

    /** As two FRR 8.4.4 did on Linux 6.18: {@code TcpExtTCPMD5NotFound} on the one side, {@code …Unexpected} on the other. */
    @Test
    void a_password_on_one_side_alone_is_none() {
        connect(PeerTransport.DEFAULT.withPassword("s3cret"), PeerTransport.DEFAULT);
        assertThat(events).isEmpty();
        assertThat(net.drops)
                .anyMatch(drop -> drop.endsWith(" near:eth0 tcp-md5-not-found"))
                .anyMatch(drop -> drop.endsWith(" far:eth0 tcp-md5-unexpected"))
                .allMatch(drop -> drop.contains("tcp-md5-"));
    }

    @Test
    void every_segment_of_a_session_with_a_password_is_signed_and_no_other() {
        List<TcpOptions> seen = new ArrayList<>();
        net.at("far:eth0").addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            byte[] octets = frame.octets();
            int ip = frame.start() + 14;
            if (octets[ip] == 0x45 && octets[ip + 9] == IpProtocol.TCP) {
                seen.add(TcpSegment.read(octets, ip + 20, frame.end() - ip - 20).options());
            }
        });
        connect(PeerTransport.DEFAULT.withPassword("s3cret"), PeerTransport.DEFAULT.withPassword("s3cret"));
        assertThat(seen).hasSizeGreaterThan(5).allMatch(options -> options.md5Digest() != null);
        assertThat(seen).noneMatch(TcpOptions::hasTimestamps);
        assertThat(net.drops).noneMatch(drop -> drop.contains("md5"));
    }

    @Test
    void a_connection_keeps_the_password_it_began_with() {
        BgpDaemon daemon = start(near, NEAR, FAR, PeerTransport.DEFAULT.withPassword("s3cret"), true);
        start(far, FAR, NEAR, PeerTransport.DEFAULT.withPassword("s3cret"), true);
        net.runFor(200);
        assertThat(isUp()).isTrue();
        far.tcp().protect(NEAR, BgpDaemon.PORT, new TcpProtection("other", 0));
        net.drops.clear();
        net.runFor(200);
        assertThat(isUp()).isTrue();
        daemon.stop();
        daemon.start();
        net.runFor(200);
        assertThat(isUp()).isFalse();
        assertThat(net.drops).isNotEmpty().allMatch(drop -> drop.endsWith("tcp-md5-failure"));
    }

    @Test
    void ttl_security_wants_it_on_both_sides() {
        connect(PeerTransport.DEFAULT.withTtlSecurityHops(1), PeerTransport.DEFAULT.withTtlSecurityHops(1));
        assertThat(isUp()).isTrue();
    }

    @Test
    void a_peer_that_sends_with_ttl_1_is_too_far_for_ttl_security() {
        connect(PeerTransport.DEFAULT.withTtlSecurityHops(1), PeerTransport.DEFAULT);
        assertThat(isUp()).isFalse();
    }

    @Test
    void an_external_session_ends_with_its_interface() {
        start(near, NEAR, FAR, PeerTransport.DEFAULT, true);
        start(far, FAR, NEAR, PeerTransport.DEFAULT, true);
        net.runFor(200);
        events.clear();
        long down = net.simulator.nanos() / TestNet.SECOND;
        near.interfaceNamed("eth0").orElseThrow().setUp(false);
        net.runFor(1);
        assertThat(events).containsExactly("Idle " + down);
    }

    @Test
    void without_fast_failover_it_ends_with_its_hold_time() {
        start(near, NEAR, FAR, PeerTransport.DEFAULT, false);
        start(far, FAR, NEAR, PeerTransport.DEFAULT, false);
        net.runFor(200);
        events.clear();
        near.interfaceNamed("eth0").orElseThrow().setUp(false);
        net.runFor(100);
        assertThat(events).isEmpty();
        net.runFor(90);
        assertThat(events).hasSize(1);
    }

    @Test
    void a_peer_taken_out_is_gone_on_both_sides() {
        BgpDaemon daemon = start(near, NEAR, FAR, PeerTransport.DEFAULT, true);
        start(far, FAR, NEAR, PeerTransport.DEFAULT, true);
        net.runFor(200);
        assertThat(isUp()).isTrue();
        daemon.removePeer(new PeerId(FAR));
        net.runFor(1);
        assertThat(isUp()).isFalse();
        assertThat(daemon.peers()).isEmpty();
    }
}
