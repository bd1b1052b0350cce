package io.sextant.protocol.ip;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.tcp.Tcp;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.tcp.TcpOptions;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Ipv4RewriteTest {

    private static final int CLIENT = 0xC0A80101;
    private static final int VIP = 0xAC100A00;
    private static final int POD = 0x0A000342;

    @Test
    void a_tcp_packet_stays_right_through_dnat_and_back() {
        byte[] b = tcpPacket(CLIENT, VIP, 36_946, 80);
        byte[] before = b.clone();
        Ipv4Rewrite.destination(b, 0, POD, 8080);
        assertThat(tcpCheck(b)).isEqualTo(WireCheck.OK);
        assertThat(Ipv4.destination(b, 0)).isEqualTo(POD);
        assertThat(Tcp.destinationPort(b, 20)).isEqualTo(8080);
        Ipv4Rewrite.source(b, 0, 0x0A000469);
        assertThat(tcpCheck(b)).isEqualTo(WireCheck.OK);
        assertThat(Tcp.sourcePort(b, 20)).isEqualTo(36_946);
        Ipv4Rewrite.source(b, 0, CLIENT);
        Ipv4Rewrite.destination(b, 0, VIP, 80);
        assertThat(b).isEqualTo(before);
    }

    @Test
    void random_rewrites_equal_packets_written_new() {
        SplittableRandom random = new SplittableRandom(3022);
        for (int round = 0; round < 3_000; round++) {
            byte[] b = tcpPacket(random.nextInt(), random.nextInt(), random.nextInt(65_536), random.nextInt(65_536));
            int source = random.nextInt();
            int destination = random.nextInt();
            int sourcePort = random.nextInt(65_536);
            int destinationPort = random.nextInt(65_536);
            Ipv4Rewrite.source(b, 0, source, sourcePort);
            Ipv4Rewrite.destination(b, 0, destination, destinationPort);
            assertThat(b).as("round %d", round).isEqualTo(tcpPacket(source, destination, sourcePort, destinationPort));
        }
    }

    @Test
    void a_udp_checksum_that_was_not_computed_stays_zero() {
        byte[] b = udpPacket(CLIENT, VIP, 5000, 53, false);
        Ipv4Rewrite.destination(b, 0, POD, 5353);
        assertThat(Udp.checksum(b, 20)).isZero();
        assertThat(Udp.destinationPort(b, 20)).isEqualTo(5353);
    }

    @Test
    void a_udp_checksum_that_becomes_zero_is_sent_as_all_ones() {
        boolean met = false;
        for (int port = 0; port < 65_536; port++) {
            byte[] b = udpPacket(CLIENT, VIP, 5000, 53, true);
            Ipv4Rewrite.source(b, 0, POD, port);
            assertThat(Udp.checksum(b, 20)).isNotZero();
            met |= Udp.checksum(b, 20) == 0xFFFF;
            assertThat(Udp.check(b, 20, b.length - 20, POD, VIP)).isEqualTo(WireCheck.OK);
        }
        assertThat(met).as("one of all ports makes the sum zero").isTrue();
    }

    @Test
    void other_protocols_and_later_fragments_keep_their_payload() {
        byte[] icmp = new byte[40];
        Ipv4.writeHeader(icmp, 0, 0, 20, 1, 0, 64, IpProtocol.ICMP, CLIENT, VIP);
        Ipv4Rewrite.destination(icmp, 0, POD, 8080);
        assertThat(Arrays.copyOfRange(icmp, 20, 40)).containsOnly(0);
        assertThat(Ipv4.check(icmp, 0, 40)).isEqualTo(WireCheck.OK);
        byte[] fragment = new byte[40];
        Ipv4.writeHeader(fragment, 0, 0, 20, 1, 185, 64, IpProtocol.TCP, CLIENT, VIP);
        Ipv4Rewrite.source(fragment, 0, POD, 8080);
        assertThat(Arrays.copyOfRange(fragment, 20, 40)).containsOnly(0);
        assertThat(Ipv4.check(fragment, 0, 40)).isEqualTo(WireCheck.OK);
        assertThat(Ipv4.source(fragment, 0)).isEqualTo(POD);
    }

    private static WireCheck tcpCheck(byte[] b) {
        WireCheck ip = Ipv4.check(b, 0, b.length);
        return ip.isOk() ? Tcp.check(b, 20, b.length - 20, Ipv4.source(b, 0), Ipv4.destination(b, 0)) : ip;
    }

    private static byte[] tcpPacket(int source, int destination, int sourcePort, int destinationPort) {
        TcpSegment segment = new TcpSegment(
                sourcePort, destinationPort, 1, 2, TcpFlags.ACK, 502, 0, TcpOptions.NONE, new byte[] {1, 2, 3});
        byte[] b = new byte[20 + segment.lengthOctets()];
        segment.writeTo(b, 20, source, destination);
        Ipv4.writeHeader(b, 0, 0, segment.lengthOctets(), 0, 0, 64, IpProtocol.TCP, source, destination);
        return b;
    }

    private static byte[] udpPacket(int source, int destination, int sourcePort, int destinationPort, boolean sum) {
        byte[] b = new byte[20 + 8 + 5];
        Arrays.fill(b, 28, 33, (byte) 0x5A);
        if (sum) {
            Udp.writeHeader(b, 20, sourcePort, destinationPort, 5, source, destination);
        } else {
            Udp.writeHeaderWithoutChecksum(b, 20, sourcePort, destinationPort, 5);
        }
        Ipv4.writeHeader(b, 0, 0, 13, 0, 0, 64, IpProtocol.UDP, source, destination);
        return b;
    }
}
