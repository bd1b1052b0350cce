package io.sextant.cluster.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.frame.FramePool;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacketTest {

    private final FramePool pool = new FramePool();
    private final Packet packet = new Packet(true);

    @ParameterizedTest
    @CsvSource({"6, false", "17, false", "6, true", "17, true"})
    void checksums_stay_right_whatever_is_rewritten(int protocol, boolean ipv6) {
        SplittableRandom random = new SplittableRandom(protocol);
        for (int i = 0; i < 2_000; i++) {
            Frame frame = frame(protocol, ipv6, random);
            assertThat(packet.read(frame)).isTrue();
            packet.setDestination(address(ipv6, random), random.nextInt(65_536));
            IpAddress source = address(ipv6, random);
            packet.setSource(source, random.nextInt(65_536));
            assertThat(packet.decrementTtl()).isTrue();

            byte[] octets = frame.octets();
            int ip = frame.start() + 14;
            if (!ipv6) {
                assertThat(Checksum.of(octets, ip, 20))
                        .as("IP header, seed %d round %d", protocol, i)
                        .isZero();
            }
            assertThat(transportSum(frame, ipv6, protocol))
                    .as("transport, seed %d round %d", protocol, i)
                    .isZero();
            Packet again = new Packet(true);
            assertThat(again.read(frame)).isTrue();
            assertThat(again.isFrom(source)).isTrue();
            assertThat(again.destinationHigh).isEqualTo(packet.destinationHigh);
            assertThat(again.destinationPort).isEqualTo(packet.destinationPort);
            pool.give(frame);
        }
    }

    @Test
    void ipv6_is_nothing_to_programs_built_without_it() {
        Frame frame = frame(Packet.TCP, true, new SplittableRandom(5));

        assertThat(new Packet(false).read(frame)).isFalse();
        assertThat(new Packet(true).read(frame)).isTrue();
    }

    @Test
    void a_udp_datagram_without_a_checksum_stays_without() {
        Frame frame = frame(Packet.UDP, false, new SplittableRandom(5));
        Packet.putU16(frame.octets(), frame.start() + 14 + 20 + 6, 0);
        assertThat(packet.read(frame)).isTrue();
        packet.setDestination(IpAddress.parse("10.0.3.12"), 53);

        assertThat(Packet.u16(frame.octets(), frame.start() + 14 + 20 + 6)).isZero();
    }

    @Test
    void what_is_cut_short_or_no_ip_is_not_read() {
        Frame frame = frame(Packet.TCP, false, new SplittableRandom(5));
        int end = frame.end();
        for (int length = 0; length < 14 + 20 + 20; length++) {
            frame.setEnd(frame.start() + length);
            assertThat(packet.read(frame)).as("%d octets", length).isFalse();
        }
        frame.setEnd(end);
        assertThat(packet.read(frame)).isTrue();
        frame.octets()[frame.start() + 14 + 7] = 9;
        assertThat(packet.read(frame)).as("later fragment").isFalse();
    }

    @Test
    void a_packet_at_the_end_of_its_time_does_not_go_on() {
        Frame frame = frame(Packet.TCP, false, new SplittableRandom(5));
        frame.octets()[frame.start() + 14 + 8] = 1;
        assertThat(packet.read(frame)).isTrue();

        assertThat(packet.decrementTtl()).isFalse();
    }

    @Test
    void an_arp_request_is_answered_in_place() {
        byte[] request = HexFormat.of()
                .parseHex("ffffffffffff" + "6e2c9f000001" + "0806"
                        + "0001" + "0800" + "06" + "04" + "0001"
                        + "6e2c9f000001" + "0a00030c" + "000000000000" + "0a000367");
        Frame frame = pool.take(request.length);
        System.arraycopy(request, 0, frame.octets(), frame.start(), request.length);

        assertThat(Packet.isArp(frame)).isTrue();
        assertThat(packet.read(frame)).isFalse();
    }

    private static IpAddress address(boolean ipv6, SplittableRandom random) {
        return ipv6 ? new Ipv6Address(random.nextLong(), random.nextLong()) : new Ipv4Address(random.nextInt());
    }

    private Frame frame(int protocol, boolean ipv6, SplittableRandom random) {
        int payload = random.nextInt(64);
        int header = protocol == Packet.TCP ? 20 : 8;
        int network = ipv6 ? 40 : 20;
        Frame frame = pool.take(14 + network + header + payload);
        byte[] octets = frame.octets();
        for (int i = frame.start(); i < frame.end(); i++) {
            octets[i] = (byte) random.nextInt();
        }
        int ip = frame.start() + 14;
        Packet.putU16(octets, ip - 2, ipv6 ? 0x86DD : 0x0800);
        if (ipv6) {
            octets[ip] = 0x60;
            Packet.putU16(octets, ip + 4, header + payload);
            octets[ip + 6] = (byte) protocol;
            octets[ip + 7] = 64;
        } else {
            octets[ip] = 0x45;
            Packet.putU16(octets, ip + 2, 20 + header + payload);
            Packet.putU16(octets, ip + 6, 0x4000);
            octets[ip + 8] = 64;
            octets[ip + 9] = (byte) protocol;
            Packet.putU16(octets, ip + 10, 0);
            Packet.putU16(octets, ip + 10, Checksum.of(octets, ip, 20));
        }
        int at = ip + network + (protocol == Packet.TCP ? 16 : 6);
        if (protocol == Packet.UDP) {
            Packet.putU16(octets, ip + network + 4, header + payload);
        }
        Packet.putU16(octets, at, 0);
        int sum = transportSum(frame, ipv6, protocol);
        Packet.putU16(octets, at, sum == 0 ? 0xFFFF : sum);
        return frame;
    }

    private static int transportSum(Frame frame, boolean ipv6, int protocol) {
        int ip = frame.start() + 14;
        int transport = ip + (ipv6 ? 40 : 20);
        int length = frame.end() - transport;
        int addresses = ipv6 ? 8 : 12;
        long sum = Checksum.add((long) protocol + length, frame.octets(), ip + addresses, ipv6 ? 32 : 8);
        return Checksum.finish(Checksum.add(sum, frame.octets(), transport, length));
    }
}
