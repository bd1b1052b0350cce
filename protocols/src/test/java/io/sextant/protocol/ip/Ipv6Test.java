package io.sextant.protocol.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Ipv6Test {

    /** A datagram of bash through a veth pair of Linux 6.18. */
    private static final byte[] DATAGRAM = Hex.octets(
            "60 00 26 49", // version 6, traffic class 0, flow label 0x02649
            "00 0b 11 40", // payload 11, UDP, hop limit 64
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02",
            "83 88 00 09 00 0b ae 68", // port 33672 > 9, length 11, checksum (left to the card there, filled in here)
            "68 69 0a");

    /** A reset in answer to a SYN on the same wire, its checksum filled in as well. */
    private static final byte[] RESET = Hex.octets(
            "60 06 6f e4 00 14 06 40",
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02",
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
            "00 50 a5 b0 00 00 00 00 c3 b9 03 7a 50 14 00 00 e7 27 00 00");

    private static final Ipv6Header HEADER = new Ipv6Header(
            0, 0x02649, 11, IpProtocol.UDP, 64, Ipv6Address.parse("2001:db8::1"), Ipv6Address.parse("2001:db8::2"));

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        ByteReader in = new ByteReader(DATAGRAM);
        assertThat(Ipv6Header.decode(in)).isEqualTo(HEADER);
        assertThat(in.remaining()).isEqualTo(11);
        ByteWriter out = new ByteWriter();
        HEADER.encode(out);
        assertThat(out.bytes(DATAGRAM, 40, 11).toBytes()).isEqualTo(DATAGRAM);
    }

    @Test
    void the_view_reads_and_writes_every_field() {
        assertThat(Ipv6.check(DATAGRAM, 0, DATAGRAM.length)).isEqualTo(WireCheck.OK);
        byte[] b = new byte[3 + DATAGRAM.length];
        System.arraycopy(DATAGRAM, 40, b, 43, 11);
        Ipv6.writeHeader(
                b,
                3,
                Ipv6.trafficClass(DATAGRAM, 0),
                Ipv6.flowLabel(DATAGRAM, 0),
                Ipv6.payloadLength(DATAGRAM, 0),
                Ipv6.nextHeader(DATAGRAM, 0),
                Ipv6.hopLimit(DATAGRAM, 0),
                Ipv6.sourceHigh(DATAGRAM, 0),
                Ipv6.sourceLow(DATAGRAM, 0),
                Ipv6.destinationHigh(DATAGRAM, 0),
                Ipv6.destinationLow(DATAGRAM, 0));
        assertThat(Hex.format(b)).isEqualTo("00 00 00 " + Hex.format(DATAGRAM));
        Ipv6.decrementHopLimit(b, 3);
        assertThat(Ipv6.hopLimit(b, 3)).isEqualTo(63);
        Ipv6.writeHeader(b, 3, 0xB8, 0xF_FFFF, 11, 17, 255, 1, 2, 3, 4);
        assertThat(Ipv6.trafficClass(b, 3)).isEqualTo(0xB8);
        assertThat(Ipv6.flowLabel(b, 3)).isEqualTo(0xF_FFFF);
        assertThat(Ipv6.hopLimit(b, 3)).isEqualTo(255);
        assertThat(Ipv6.destinationLow(b, 3)).isEqualTo(4);
    }

    @Test
    void a_check_names_what_is_wrong() {
        assertThat(Ipv6.check(DATAGRAM, 0, 39)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ipv6.check(DATAGRAM, 0, 50)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ipv6.check(DATAGRAM, 0, 52)).isEqualTo(WireCheck.TRUNCATED);
        byte[] old = DATAGRAM.clone();
        old[0] = 0x45;
        assertThat(Ipv6.check(old, 0, old.length)).isEqualTo(WireCheck.BAD_VERSION);
    }

    @Test
    void checksums_of_udp_and_tcp_cover_the_pseudo_header_as_linux_computes_it() {
        long sum = Ipv6.addressSum(DATAGRAM, 0);
        assertThat(Udp.checkIpv6(DATAGRAM, 40, 11, sum)).isEqualTo(WireCheck.OK);
        byte[] again = DATAGRAM.clone();
        Udp.writeHeader(again, 40, 0x8388, 9, 3, sum);
        assertThat(again).isEqualTo(DATAGRAM);
        assertThat(Tcp.check(RESET, 40, 20, Ipv6.addressSum(RESET, 0))).isEqualTo(WireCheck.OK);
        byte[] segment = new byte[20];
        TcpSegment.read(RESET, 40, 20)
                .writeTo(
                        segment,
                        0,
                        Ipv6.addressSum(
                                Ipv6.sourceHigh(RESET, 0),
                                Ipv6.sourceLow(RESET, 0),
                                Ipv6.destinationHigh(RESET, 0),
                                Ipv6.destinationLow(RESET, 0)));
        assertThat(Hex.format(segment)).isEqualTo(Hex.format(RESET).substring(120));
        for (int at = 8; at < DATAGRAM.length; at++) {
            byte[] wrong = DATAGRAM.clone();
            wrong[at] ^= 0x10;
            assertThat(Udp.checkIpv6(wrong, 40, 11, Ipv6.addressSum(wrong, 0)))
                    .as("octet %d", at)
                    .isNotEqualTo(WireCheck.OK);
        }
    }

    @Test
    void a_datagram_without_a_checksum_is_wrong_over_ipv6() {
        byte[] b = DATAGRAM.clone();
        Udp.writeHeaderWithoutChecksum(b, 40, 1, 2, 3);
        assertThat(Udp.checkIpv6(b, 40, 11, Ipv6.addressSum(b, 0))).isEqualTo(WireCheck.BAD_CHECKSUM);
        assertThat(Udp.check(b, 40, 11, 1, 2)).isEqualTo(WireCheck.OK);
    }

    @Test
    void the_upper_layer_stands_behind_extension_headers() {
        assertThat(upper(DATAGRAM)).isEqualTo("17 at 40");
        assertThat(upper(withNext(0, "3c 00 01 04 00 00 00 00", "11 01 01 0c" + "00".repeat(12), "00".repeat(8))))
                .isEqualTo("17 at 64");
        assertThat(upper(withNext(43, "3b 00 00 00 00 00 00 00"))).isEqualTo("59 at 48");
        assertThat(upper(withNext(44, "06 00 00 00 12 34 56 78", "00".repeat(20))))
                .as("an atomic fragment")
                .isEqualTo("6 at 48");
        assertThat(upper(withNext(44, "06 00 00 01 12 34 56 78", "00".repeat(20))))
                .as("a first fragment")
                .isEqualTo("44 at 40");
        assertThat(upper(withNext(44, "06 00 05 a8 12 34 56 78", "00".repeat(20))))
                .as("a later fragment")
                .isEqualTo("44 at 40");
        assertThat(upper(withNext(0, "06 01 00 00 00 00 00 00"))).isEqualTo("malformed");
        assertThat(upper(withNext(0, "06"))).isEqualTo("malformed");
        assertThat(upper(withNext(44, "06 00 00 00"))).isEqualTo("malformed");
        assertThat(upper(withNext(60, "3c 00 00 00 00 00 00 00".repeat(20)))).isEqualTo("malformed");
    }

    @Test
    void damage_never_escapes() throws MalformedException {
        Damage.survivesAndRefusesTruncation(DATAGRAM, Ipv6Header::decode);
        byte[] chain = withNext(0, "2c 00 01 04 00 00 00 00", "2b 00 00 00 12 34 56 78", "11 00 00 00 00 00 00 00");
        Damage.survives(chain, in -> {
            byte[] b = in.rest();
            return Ipv6.check(b, 0, b.length) + " " + (b.length >= 40 ? Ipv6.upperLayer(b, 0, b.length) : 0);
        });
    }

    @Test
    void random_headers_survive_the_round_trip() throws MalformedException {
        SplittableRandom random = new SplittableRandom(8200);
        for (int round = 0; round < 1_000; round++) {
            Ipv6Header header = new Ipv6Header(
                    random.nextInt(256),
                    random.nextInt(1 << 20),
                    random.nextInt(64),
                    random.nextInt(256),
                    random.nextInt(256),
                    new Ipv6Address(random.nextLong(), random.nextLong()),
                    new Ipv6Address(random.nextLong(), random.nextLong()));
            ByteWriter out = new ByteWriter();
            header.encode(out);
            assertThat(Ipv6Header.decode(
                            new ByteReader(out.zeros(header.payloadOctets()).toBytes())))
                    .isEqualTo(header);
        }
    }

    @Test
    void fields_that_do_not_fit_are_refused() {
        Ipv6Address any = Ipv6Address.ANY;
        assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Header(256, 0, 0, 0, 0, any, any));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Header(0, 1 << 20, 0, 0, 0, any, any));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Header(0, 0, 1 << 16, 0, 0, any, any));
    }

    private static byte[] withNext(int nextHeader, String... payload) {
        byte[] body = Hex.octets(payload);
        byte[] b = new byte[40 + body.length];
        Ipv6.writeHeader(b, 0, 0, 0, body.length, nextHeader, 64, 1, 2, 3, 4);
        System.arraycopy(body, 0, b, 40, body.length);
        return b;
    }

    private static String upper(byte[] packet) {
        long upper = Ipv6.upperLayer(packet, 0);
        return upper == Ipv6.MALFORMED ? "malformed" : Ipv6.protocolOf(upper) + " at " + Ipv6.offsetOf(upper);
    }
}
