package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Real frames of every kind, cut short at every length and with every octet changed, arrive at a router with sockets, a
 * tunnel and a neighbour. Nothing may throw and no frame may leak.
 */
class HostileFrameTest {

    private final TestNet net = new TestNet();
    private final List<byte[]> frames = new ArrayList<>();
    private NetworkInterface target;

    @BeforeEach
    void recordRealFrames() {
        Host a = net.host("a", "eth0 10.0.0.2/24");
        Host r = net.router("r", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        Host b = net.host("b", "eth0 10.0.1.2/24");
        net.cable("a:eth0", "r:eth0");
        net.cable("r:eth1", "b:eth0");
        net.route(a, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(b, "0.0.0.0/0", "10.0.1.1", "eth0");
        NetworkInterface tunnelA = a.addVxlan("vxlan", net.nextMac(), 1450);
        r.addVxlan("vxlan", net.nextMac(), 1450);
        target = net.at("r:eth0");
        target.addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            if (!outbound && frames.size() < 40) {
                frames.add(frame.toBytes());
            }
        });
        r.udp()
                .bind(
                        null,
                        7,
                        (socket, remote, port, octets, offset, length) ->
                                socket.send(remote, port, octets, offset, length));
        r.tcp().listen(null, 80, socket -> new TcpTest.Recorder());
        net.ping(a, "10.0.0.1", 1).send(1, 20);
        net.ping(a, "10.0.1.2", 2).send(1, 20);
        a.udp().bind(null, 5000, (s, x, p, o, f, l) -> {}).send(Ipv4Address.parse("10.0.0.1"), 7, new byte[9]);
        a.udp().bind(null, 5001, (s, x, p, o, f, l) -> {}).send(Ipv4Address.parse("10.0.1.2"), 9, new byte[9]);
        TcpSocket socket =
                a.tcp().connect(Ipv4Address.parse("10.0.0.1"), 80, TcpSocketOptions.DEFAULT, new TcpTest.Recorder());
        socket.send(new byte[20]);
        net.runFor(0.1);
        Frame inner = net.network.pool().take(60);
        Arrays.fill(inner.octets(), inner.start(), inner.end(), (byte) 1);
        Ethernet.writeHeader(inner.octets(), inner.start(), 2, 4, 0x0800);
        inner.setTunnel(Ipv4Address.parse("10.0.0.1").bits(), 7);
        tunnelA.transmit(inner);
        // An ICMP error towards r about a packet of its own.
        r.udp().bind(null, 5002, (s, x, p, o, f, l) -> {}).send(Ipv4Address.parse("10.0.0.2"), 9, new byte[9]);
        net.runFor(1);
        assertThat(frames).hasSizeGreaterThan(8);
        net.drops.clear();
    }

    private void deliver(byte[] octets) {
        Frame frame = net.network.pool().take(octets.length);
        System.arraycopy(octets, 0, frame.octets(), frame.start(), octets.length);
        target.receive(frame);
    }

    @Test
    void every_truncation_is_survived() {
        for (byte[] good : List.copyOf(frames)) {
            for (int length = 0; length < good.length; length++) {
                deliver(Arrays.copyOf(good, length));
            }
        }
        net.runFor(5);
        assertThat(net.drops).isNotEmpty();
        assertThat(net.network.frameLeak()).isEmpty();
    }

    @Test
    void every_changed_octet_is_survived_and_most_are_dropped_for_a_reason() {
        for (byte[] good : List.copyOf(frames)) {
            for (int at = 0; at < good.length; at++) {
                for (int change : new int[] {0x01, 0x80, 0xFF}) {
                    byte[] bad = good.clone();
                    bad[at] ^= (byte) change;
                    deliver(bad);
                }
            }
        }
        net.runFor(5);
        assertThat(net.drops).anyMatch(line -> line.endsWith("ip-checksum"));
        assertThat(net.drops).anyMatch(line -> line.endsWith("tcp-checksum"));
        assertThat(net.drops).anyMatch(line -> line.endsWith("udp-checksum"));
        assertThat(net.drops).anyMatch(line -> line.endsWith("icmp-malformed"));
        assertThat(net.network.frameLeak()).isEmpty();
    }

    @Test
    void changed_octets_under_checksums_that_were_made_right_again_are_survived() {
        Random random = new Random(11);
        List<byte[]> good = List.copyOf(frames);
        for (int round = 0; round < 40_000; round++) {
            byte[] bad = good.get(random.nextInt(good.size())).clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                bad[14 + random.nextInt(bad.length - 14)] = (byte) random.nextInt();
            }
            mend(bad);
            deliver(bad);
            if (round % 100 == 0) {
                net.runFor(0.01);
            }
        }
        net.runFor(5);
        assertThat(net.network.frameLeak()).isEmpty();
    }

    private static void mend(byte[] frame) {
        int ip = Ethernet.HEADER_OCTETS;
        int header = Ipv4.headerLength(frame, ip);
        if (Ethernet.etherType(frame, 0) != 0x0800 || header < 20 || ip + header + 20 > frame.length) {
            return;
        }
        Octets.putU16(frame, ip + 10, 0);
        Octets.putU16(frame, ip + 10, Checksum.of(frame, ip, header));
        int transport = ip + header;
        int length = frame.length - transport;
        switch (Ipv4.protocol(frame, ip)) {
            case IpProtocol.TCP ->
                Tcp.writeChecksum(frame, transport, length, Ipv4.source(frame, ip), Ipv4.destination(frame, ip));
            case IpProtocol.UDP -> Octets.putU16(frame, transport + 6, 0);
            case IpProtocol.ICMP -> {
                Octets.putU16(frame, transport + 2, 0);
                Octets.putU16(frame, transport + 2, Checksum.of(frame, transport, length));
            }
            default -> {
                // No checksum that is known.
            }
        }
    }
}
