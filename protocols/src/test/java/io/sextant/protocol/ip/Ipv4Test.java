package io.sextant.protocol.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Ipv4Test {

    /** A SYN of curl to nginx through a veth pair, Linux 6.18: the header as captured, then zeros for its TCP. */
    private static final byte[] OCTETS = Hex.octets(
            "45 00", // version 4, five words; DSCP 0
            "00 3c", // total length 60
            "fa c9 40 00", // identification, don't fragment
            "40 06 2b 2a", // TTL 64, TCP, checksum
            "0a 63 00 01", // 10.99.0.1
            "0a 63 00 02", // 10.99.0.2
            "00".repeat(40)); // payload

    private static final Ipv4Header HEADER = new Ipv4Header(
            0,
            40,
            0xFAC9,
            true,
            false,
            0,
            64,
            IpProtocol.TCP,
            Ipv4Address.parse("10.99.0.1"),
            Ipv4Address.parse("10.99.0.2"),
            new byte[0]);

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        ByteReader in = new ByteReader(OCTETS);
        assertThat(Ipv4Header.decode(in)).isEqualTo(HEADER);
        assertThat(in.remaining()).isEqualTo(40);
        ByteWriter out = new ByteWriter();
        HEADER.encode(out);
        assertThat(out.zeros(40).toBytes()).isEqualTo(OCTETS);
    }

    @Test
    void the_view_reads_every_field() {
        assertThat(Ipv4.check(OCTETS, 0, OCTETS.length)).isEqualTo(WireCheck.OK);
        assertThat(Ipv4.headerLength(OCTETS, 0)).isEqualTo(20);
        assertThat(Ipv4.trafficClass(OCTETS, 0)).isZero();
        assertThat(Ipv4.totalLength(OCTETS, 0)).isEqualTo(60);
        assertThat(Ipv4.payloadLength(OCTETS, 0)).isEqualTo(40);
        assertThat(Ipv4.identification(OCTETS, 0)).isEqualTo(0xFAC9);
        assertThat(Ipv4.isDontFragment(OCTETS, 0)).isTrue();
        assertThat(Ipv4.isFragment(OCTETS, 0)).isFalse();
        assertThat(Ipv4.ttl(OCTETS, 0)).isEqualTo(64);
        assertThat(Ipv4.protocol(OCTETS, 0)).isEqualTo(IpProtocol.TCP);
        assertThat(Ipv4.source(OCTETS, 0)).isEqualTo(0x0A630001);
        assertThat(Ipv4.destination(OCTETS, 0)).isEqualTo(0x0A630002);
    }

    @Test
    void the_header_written_in_place_is_the_captured_one() {
        byte[] b = new byte[64];
        Ipv4.writeHeader(b, 4, 0, 40, 0xFAC9, Ipv4.DONT_FRAGMENT, 64, IpProtocol.TCP, 0x0A630001, 0x0A630002);
        assertThat(b).isEqualTo(Hex.octets("00000000", Hex.format(OCTETS)));
    }

    @Test
    void the_check_names_what_is_wrong() {
        assertThat(Ipv4.check(OCTETS, 0, 19)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ipv4.check(OCTETS, 0, 61)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ipv4.check(OCTETS, 0, 59))
                .as("total length beyond the frame")
                .isEqualTo(WireCheck.TRUNCATED);
        assertThat(checkWith(0, 0x65)).isEqualTo(WireCheck.BAD_VERSION);
        assertThat(checkWith(0, 0x44)).isEqualTo(WireCheck.BAD_HEADER_LENGTH);
        assertThat(checkWith(8, 63)).isEqualTo(WireCheck.BAD_CHECKSUM);
        byte[] shorter = OCTETS.clone();
        Ipv4.writeHeader(shorter, 0, 0, -1, 0, 0, 64, 6, 1, 2);
        assertThat(Ipv4.check(shorter, 0, shorter.length)).isEqualTo(WireCheck.BAD_LENGTH);
    }

    @Test
    void view_and_value_refuse_the_same_single_octet_corruptions() {
        for (int at = 0; at < 20; at++) {
            for (int value = 0; value < 256; value++) {
                byte[] corrupt = OCTETS.clone();
                corrupt[at] = (byte) value;
                boolean decoded;
                try {
                    decoded = Ipv4Header.decode(new ByteReader(corrupt)).ttl() >= 0;
                } catch (MalformedException e) {
                    decoded = false;
                }
                assertThat(Ipv4.check(corrupt, 0, corrupt.length).isOk())
                        .as("octet %d = %d", at, value)
                        .isEqualTo(decoded);
            }
        }
        Damage.survivesAndRefusesTruncation(OCTETS, Ipv4Header::decode);
    }

    @Test
    void options_and_fragments_survive_the_round_trip() throws MalformedException {
        Ipv4Header header = new Ipv4Header(
                0xC0,
                8,
                7,
                false,
                true,
                185,
                1,
                IpProtocol.UDP,
                Ipv4Address.parse("192.168.1.1"),
                Ipv4Address.parse("224.0.0.5"),
                Hex.octets("94 04 00 00")); // router alert, RFC 2113
        ByteWriter out = new ByteWriter();
        header.encode(out);
        byte[] octets = out.zeros(8).toBytes();
        assertThat(Ipv4Header.decode(new ByteReader(octets))).isEqualTo(header);
        assertThat(Ipv4.check(octets, 0, octets.length)).isEqualTo(WireCheck.OK);
        assertThat(Ipv4.isLaterFragment(octets, 0)).isTrue();
        assertThat(header)
                .hasToString("192.168.1.1 > 224.0.0.5: protocol 17, ttl 1, id 7, fragment at 1480, options 94040000,"
                        + " payload 8");
        Damage.survives(octets, Ipv4Header::decode);
    }

    @Test
    void random_headers_survive_the_round_trip() throws MalformedException {
        SplittableRandom random = new SplittableRandom(791);
        for (int round = 0; round < 2_000; round++) {
            byte[] options = new byte[4 * random.nextInt(11)];
            random.nextBytes(options);
            int payload = random.nextInt(100);
            Ipv4Header header = new Ipv4Header(
                    random.nextInt(256),
                    payload,
                    random.nextInt(65_536),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextInt(8192),
                    random.nextInt(256),
                    random.nextInt(256),
                    new Ipv4Address(random.nextInt()),
                    new Ipv4Address(random.nextInt()),
                    options);
            ByteWriter out = new ByteWriter();
            header.encode(out);
            byte[] octets = out.zeros(payload).toBytes();
            assertThat(Ipv4Header.decode(new ByteReader(octets))).isEqualTo(header);
            assertThat(Ipv4.check(octets, 0, octets.length)).isEqualTo(WireCheck.OK);
        }
    }

    @Test
    void the_ttl_counts_down_with_its_checksum() {
        byte[] b = OCTETS.clone();
        for (int left = 63; left >= 0; left--) {
            assertThat(Ipv4.decrementTtl(b, 0)).isEqualTo(left);
            assertThat(Ipv4.check(b, 0, b.length)).as("TTL %d", left).isEqualTo(WireCheck.OK);
        }
        Ipv4.setTtl(b, 0, 255);
        assertThat(Ipv4.ttl(b, 0)).isEqualTo(255);
        assertThat(Ipv4.check(b, 0, b.length)).isEqualTo(WireCheck.OK);
    }

    @Test
    void addresses_change_with_the_header_checksum_alone() {
        byte[] b = OCTETS.clone();
        Ipv4.setSource(b, 0, 0xC0A80101);
        Ipv4.setDestination(b, 0, 0xAC100A00);
        assertThat(Ipv4.check(b, 0, b.length)).isEqualTo(WireCheck.OK);
        assertThat(Ipv4.source(b, 0)).isEqualTo(0xC0A80101);
        assertThat(Ipv4.destination(b, 0)).isEqualTo(0xAC100A00);
        assertThat(Checksum.of(b, 20, 40)).as("payload untouched").isEqualTo(Checksum.of(OCTETS, 20, 40));
    }

    @Test
    void impossible_headers_cannot_be_built() {
        assertThatIllegalArgumentException().isThrownBy(() -> headerWith(new byte[3], 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> headerWith(new byte[44], 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> headerWith(new byte[0], 65_516, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> headerWith(new byte[0], 0, 8192));
    }

    @Test
    void a_pseudo_header_sums_addresses_protocol_and_length() {
        long sum = Ipv4.pseudoHeaderSum(0xFFFFFFFF, 0x00010002, IpProtocol.UDP, 8);
        assertThat(sum).isEqualTo(0xFFFF + 0xFFFF + 1 + 2 + 17 + 8);
    }

    @Test
    void a_missing_octet_is_named() {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Ipv4Header.decode(new ByteReader(Hex.octets("45 00 00"))))
                .withMessageContaining("IPv4 header: needs 19 octets, 2 are left");
    }

    private static WireCheck checkWith(int at, int value) {
        byte[] b = OCTETS.clone();
        Octets.putU8(b, at, value);
        return Ipv4.check(b, 0, b.length);
    }

    private static Ipv4Header headerWith(byte[] options, int payload, int fragmentOffset) {
        return new Ipv4Header(
                0, payload, 0, false, false, fragmentOffset, 64, 6, Ipv4Address.ANY, Ipv4Address.ANY, options);
    }
}
