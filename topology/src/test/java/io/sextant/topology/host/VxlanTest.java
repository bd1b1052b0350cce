package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VxlanTest {

    private final TestNet net = new TestNet();
    private Host a;
    private NetworkInterface tunnelA;
    private NetworkInterface tunnelB;

    @BeforeEach
    void twoNodesWithTunnels() {
        a = net.host("a", "eth0 192.168.1.21/24");
        Host b = net.host("b", "eth0 192.168.1.22/24");
        tunnelA = a.addVxlan("cilium_vxlan", net.nextMac(), 1500);
        tunnelB = b.addVxlan("cilium_vxlan", net.nextMac(), 1500);
        net.cable("a:eth0", "b:eth0");
    }

    private Frame inner(int octets) {
        Frame frame = net.network.pool().take(octets);
        Arrays.fill(frame.octets(), frame.start(), frame.end(), (byte) 0x5A);
        Ethernet.writeHeader(frame.octets(), frame.start(), 0x0200_0000_0022L, 0x0200_0000_0021L, 0x88B5);
        return frame;
    }

    @Test
    void a_frame_crosses_the_tunnel_unchanged_and_carries_the_sender_as_its_key() {
        tunnelB.attach(HookPoint.TC_INGRESS, (point, at, frame) -> {
            net.log.add(new Ipv4Address(frame.tunnelRemote()) + " vni " + frame.tunnelVni() + " #" + frame.packetId()
                    + " " + HexFormat.of().formatHex(frame.toBytes()));
            return Verdict.PASS;
        });
        List<String> wire = net.capture("a:eth0");
        Frame frame = inner(50);
        String octets = HexFormat.of().formatHex(frame.toBytes());
        frame.setTunnel(Ipv4Address.parse("192.168.1.22").bits(), 2);
        tunnelA.transmit(frame);
        net.runFor(1);
        assertThat(net.log).containsExactly("192.168.1.21 vni 2 #1 " + octets);
        String outer = wire.get(2);
        // IPv4 of 100 octets, TTL 64, UDP to 8472 of 80 octets without a checksum, VNI 2.
        assertThat(outer)
                .matches("> 020000000002020000000001" + "0800" + "45000056....00004011....c0a80115c0a80116" + "....2118"
                        + "0042" + "0000" + "08000000" + "00000200" + octets);
    }

    @Test
    void without_a_key_there_is_nowhere_to_go() {
        tunnelA.transmit(inner(50));
        assertThat(net.drops).containsExactly("0.000000000 s a:cilium_vxlan no-tunnel-key");
    }

    @Test
    void a_tunnel_to_itself_ends_in_a_counted_drop() {
        tunnelA.attach(HookPoint.TC_INGRESS, (point, at, frame) -> {
            frame.setTunnel(Ipv4Address.parse("192.168.1.21").bits(), 2);
            return Verdict.redirect(tunnelA, Direction.EGRESS);
        });
        Frame frame = inner(50);
        frame.setTunnel(Ipv4Address.parse("192.168.1.21").bits(), 2);
        tunnelA.transmit(frame);
        net.runFor(1);
        assertThat(net.drops).containsExactly("0.000000000 s a:cilium_vxlan redirect-loop");
    }

    @Test
    void what_is_no_vxlan_at_its_port_is_dropped_with_that_reason() {
        a.udp().bind(null, 5000, (s, r, p, o, f, l) -> {}).send(Ipv4Address.parse("192.168.1.22"), 8472, new byte[30]);
        net.runFor(1);
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("b:eth0 vxlan-malformed"));
    }
}
