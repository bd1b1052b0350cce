package io.sextant.cluster.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.frame.FramePool;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketTest {

    private final FramePool pool = new FramePool();
    private final Packet packet = new Packet();

    @ParameterizedTest
    @ValueSource(ints = {Packet.TCP, Packet.UDP})
    void checksums_stay_right_whatever_is_rewritten(int protocol) {
        SplittableRandom random = new SplittableRandom(protocol);
        for (int i = 0; i < 2_000; i++) {
            Frame frame = frame(protocol, random);
            assertThat(packet.read(frame)).isTrue();
            packet.setDestination(random.nextInt(), random.nextInt(65_536));
            packet.setSource(random.nextInt(), random.nextInt(65_536));
            assertThat(packet.decrementTtl()).isTrue();

            byte[] octets = frame.octets();
            int ip = frame.start() + 14;
            assertThat(Checksum.of(octets, ip, 20))
                    .as("IP header, seed %d round %d", protocol, i)
                    .isZero();
            assertThat(transportSum(octets, ip, protocol))
                    .as("transport, seed %d round %d", protocol, i)
                    .isZero();
            Packet again = new Packet();
            assertThat(again.read(frame)).isTrue();
            assertThat(again.source).isEqualTo(packet.source);
            assertThat(again.destinationPort).isEqualTo(packet.destinationPort);
            pool.give(frame);
        }
    }

    @Test
    void a_udp_datagram_without_a_checksum_stays_without() {
        Frame frame = frame(Packet.UDP, new SplittableRandom(5));
        Packet.putU16(frame.octets(), frame.start() + 14 + 20 + 6, 0);
        assertThat(packet.read(frame)).isTrue();
        packet.setDestination(0x0A00030C, 53);

        assertThat(Packet.u16(frame.octets(), frame.start() + 14 + 20 + 6)).isZero();
    }

    @Test
    void what_is_cut_short_or_no_ipv4_is_not_read() {
        Frame frame = frame(Packet.TCP, new SplittableRandom(5));
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
        Frame frame = frame(Packet.TCP, new SplittableRandom(5));
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

    private Frame frame(int protocol, SplittableRandom random) {
        int payload = random.nextInt(64);
        int header = protocol == Packet.TCP ? 20 : 8;
        Frame frame = pool.take(14 + 20 + header + payload);
        byte[] octets = frame.octets();
        for (int i = frame.start(); i < frame.end(); i++) {
            octets[i] = (byte) random.nextInt();
        }
        int ip = frame.start() + 14;
        Packet.putU16(octets, ip - 2, 0x0800);
        octets[ip] = 0x45;
        Packet.putU16(octets, ip + 2, 20 + header + payload);
        Packet.putU16(octets, ip + 6, 0x4000);
        octets[ip + 8] = 64;
        octets[ip + 9] = (byte) protocol;
        Packet.putU16(octets, ip + 10, 0);
        Packet.putU16(octets, ip + 10, Checksum.of(octets, ip, 20));
        int at = ip + 20 + (protocol == Packet.TCP ? 16 : 6);
        if (protocol == Packet.UDP) {
            Packet.putU16(octets, ip + 24, header + payload);
        }
        Packet.putU16(octets, at, 0);
        int sum = transportSum(octets, ip, protocol);
        Packet.putU16(octets, at, sum == 0 ? 0xFFFF : sum);
        return frame;
    }

    private static int transportSum(byte[] octets, int ip, int protocol) {
        int length = Packet.u16(octets, ip + 2) - 20;
        long sum = Checksum.add((long) protocol + length, octets, ip + 12, 8);
        return Checksum.finish(Checksum.add(sum, octets, ip + 20, length));
    }
}
