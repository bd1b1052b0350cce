package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpSegmentTest {

    private static final Ipv4Address CLIENT = Ipv4Address.parse("10.99.0.1");
    private static final Ipv4Address SERVER = Ipv4Address.parse("10.99.0.2");

    /** The SYN curl 8 sent on Linux 6.18 over a veth pair, its checksum completed (the capture saw it before offload). */
    private static final byte[] SYN = Hex.octets(
            "8f f8 00 50", // 36856 > 80
            "69 7d 11 bb", // sequence number
            "00 00 00 00", // no acknowledgment
            "a0 02", // ten words, SYN
            "fa f0", // window 64240
            "dc c7 00 00", // checksum, urgent pointer
            "02 04 05 b4", // MSS 1460
            "04 02", // SACK permitted
            "08 0a f0 39 5f c1 00 00 00 00", // timestamps
            "01 03 03 0a"); // NOP, window scale 10

    /** The reset of a closed port in the same capture, checksum as sent. */
    private static final byte[] RESET = Hex.octets(
            "00 51 e7 1c", // 81 > 59164
            "00 00 00 00", // sequence number
            "f8 6b be 86", // acknowledges the SYN
            "50 14 00 00", // five words, RST and ACK, window 0
            "fc a7 00 00"); // checksum, urgent pointer

    @Test
    void linux_s_syn_is_one_pair() throws MalformedException {
        TcpSegment syn = TcpSegment.of(
                36_856, 80, 0x697D11BB, 0, TcpFlags.SYN, 64_240, TcpOptions.ofSyn(1460, 10, true, true, 0xF0395FC1, 0));
        assertPair(SYN, syn, CLIENT, SERVER);
        assertThat(syn)
                .hasToString("36856 > 80: Flags [S], seq 1769804219, win 64240,"
                        + " options [mss 1460,sackOK,TS val 4030291905 ecr 0,wscale 10], length 0");
    }

    @Test
    void a_reset_without_a_connection_is_one_pair() throws MalformedException {
        TcpSegment syn = TcpSegment.of(59_164, 81, 0xF86BBE85, 0, TcpFlags.SYN, 64_240, TcpOptions.NONE);
        assertPair(RESET, TcpSegment.resetFor(syn), SERVER, CLIENT);
    }

    @Test
    void a_reset_answers_an_acknowledgment_with_its_number() {
        TcpSegment ack = TcpSegment.of(1, 2, 100, 500, TcpFlags.ACK, 9, TcpOptions.NONE);
        assertThat(TcpSegment.resetFor(ack)).isEqualTo(TcpSegment.of(2, 1, 500, 0, TcpFlags.RST, 0, TcpOptions.NONE));
        TcpSegment reset = TcpSegment.of(1, 2, 0, 0, TcpFlags.RST, 0, TcpOptions.NONE);
        assertThatIllegalArgumentException().isThrownBy(() -> TcpSegment.resetFor(reset));
    }

    @Test
    void data_with_timestamps_and_sack_blocks_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets(
                "00 50 8f f8", // 80 > 36856
                "00 00 00 01 00 00 00 02", // sequence, acknowledgment
                "d0 18", // thirteen words, PSH and ACK
                "01 f6", // window 502
                "10 ae 00 00", // checksum, urgent pointer
                "01 01 08 0a 00 00 00 03 00 00 00 04", // NOP, NOP, timestamps
                "01 01 05 12", // NOP, NOP, two SACK blocks
                "00 00 00 0a 00 00 00 14", // 10..20
                "00 00 00 1e 00 00 00 28", // 30..40
                "68 69"); // "hi"
        TcpOptions options = TcpOptions.ofTimestamps(3, 4).withSackBlocks(new int[] {10, 20, 30, 40});
        TcpSegment segment =
                new TcpSegment(80, 36_856, 1, 2, TcpFlags.ACK | TcpFlags.PSH, 502, 0, options, Hex.octets("6869"));
        assertPair(octets, segment, SERVER, CLIENT);
        assertThat(segment.sequenceLength()).isEqualTo(2);
        assertThat(segment.toString()).contains("seq 1:3, ack 2").contains("sack {10:20}{30:40}");
    }

    @Test
    void an_md5_digest_has_its_place_before_the_others() throws MalformedException {
        byte[] digest = Hex.octets("000102030405060708090a0b0c0d0e0f");
        TcpOptions options = TcpOptions.ofSyn(1460, 7, true, false, 0, 0).withMd5Digest(digest);
        byte[] b = new byte[options.lengthOctets()];
        options.writeTo(b, 0);
        assertThat(b)
                .isEqualTo(Hex.octets(
                        "01 01 13 12 000102030405060708090a0b0c0d0e0f", // NOP, NOP, MD5 (RFC 2385)
                        "02 04 05 b4", // MSS
                        "01 01 04 02", // SACK permitted
                        "01 03 03 07")); // window scale
        assertThat(TcpOptions.decode(b, 0, b.length)).isEqualTo(options);
        assertThatIllegalArgumentException().as("44 octets").isThrownBy(() -> options.withSackBlocks(new int[] {1, 2}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"02", "0200", "0201", "0203 05", "0205 05b400", "0302", "0403 00", "0506 0102 0304", "0809"})
    void an_option_whose_length_cannot_be_is_refused_strictly_and_ends_the_list_in_linux(String hex) {
        byte[] b =
                Hex.octets("0101 080a 00000001 00000002", hex, "00".repeat(40)).clone();
        int length = 12 + Hex.octets(hex).length;
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TcpOptions.decode(b, 0, length));
        assertThat(TcpOptions.read(b, 0, length)).isEqualTo(TcpOptions.ofTimestamps(1, 2));
    }

    @Test
    void unknown_options_are_skipped_and_the_end_ends() throws MalformedException {
        byte[] b = Hex.octets("fd 04 aabb", "02 04 0218", "00 ff ff ff");
        assertThat(TcpOptions.decode(b, 0, b.length).mssOctets()).isEqualTo(0x218);
        byte[] shift = Hex.octets("03 03 ff 00");
        assertThat(TcpOptions.decode(shift, 0, 4).windowScale())
                .as("RFC 7323 §2.3")
                .isEqualTo(14);
    }

    @Test
    void the_check_names_what_is_wrong() {
        assertThat(check(SYN, 40)).isEqualTo(WireCheck.OK);
        assertThat(check(SYN, 19)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(check(SYN, 41)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(check(SYN, 36)).isEqualTo(WireCheck.BAD_HEADER_LENGTH);
        byte[] b = SYN.clone();
        b[12] = 0x40;
        assertThat(check(b, 40)).isEqualTo(WireCheck.BAD_HEADER_LENGTH);
        for (int at = 0; at < SYN.length; at++) {
            b = SYN.clone();
            b[at] ^= 0x21;
            assertThat(check(b, 40)).as("octet %d", at).isNotEqualTo(WireCheck.OK);
        }
    }

    @Test
    void damage_never_escapes() {
        Damage.survives(SYN, TcpSegment::decode);
        Damage.survives(RESET, TcpSegment::decode);
        Damage.survives(SYN, in -> {
            byte[] b = in.rest();
            boolean passes = b.length >= 20 && Tcp.headerLength(b, 0) >= 20 && Tcp.headerLength(b, 0) <= b.length;
            return passes ? TcpSegment.read(b, 0, b.length) : "refused by the check";
        });
    }

    @Test
    void random_segments_survive_the_round_trip() throws MalformedException {
        SplittableRandom random = new SplittableRandom(9293);
        for (int round = 0; round < 3_000; round++) {
            byte[] payload = new byte[random.nextInt(50)];
            random.nextBytes(payload);
            TcpSegment segment = new TcpSegment(
                    random.nextInt(65_536),
                    random.nextInt(65_536),
                    random.nextInt(),
                    random.nextInt(),
                    random.nextInt(256),
                    random.nextInt(65_536),
                    random.nextInt(65_536),
                    randomOptions(random),
                    payload);
            ByteWriter out = new ByteWriter();
            segment.encode(out, CLIENT, SERVER);
            byte[] octets = out.toBytes();
            assertThat(TcpSegment.decode(new ByteReader(octets))).isEqualTo(segment);
            assertThat(TcpSegment.read(octets, 0, octets.length)).isEqualTo(segment);
            assertThat(check(octets, octets.length)).isEqualTo(WireCheck.OK);
        }
    }

    private static TcpOptions randomOptions(SplittableRandom random) {
        boolean timestamps = random.nextBoolean();
        int value = timestamps ? random.nextInt() : 0;
        int echo = timestamps ? random.nextInt() : 0;
        if (random.nextBoolean()) {
            int scale = random.nextBoolean() ? random.nextInt(15) : TcpOptions.ABSENT;
            return TcpOptions.ofSyn(random.nextInt(65_536), scale, random.nextBoolean(), timestamps, value, echo);
        }
        TcpOptions options = timestamps ? TcpOptions.ofTimestamps(value, echo) : TcpOptions.NONE;
        int[] blocks = new int[2 * random.nextInt(4)];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = random.nextInt();
        }
        return options.withSackBlocks(blocks);
    }

    private static WireCheck check(byte[] b, int length) {
        return Tcp.check(b, 0, length, CLIENT.bits(), SERVER.bits());
    }

    private static void assertPair(byte[] octets, TcpSegment segment, Ipv4Address source, Ipv4Address destination)
            throws MalformedException {
        assertThat(TcpSegment.decode(new ByteReader(octets))).isEqualTo(segment);
        assertThat(TcpSegment.read(octets, 0, octets.length)).isEqualTo(segment);
        ByteWriter out = new ByteWriter();
        segment.encode(out, source, destination);
        assertThat(Hex.format(out.toBytes())).isEqualTo(Hex.format(octets));
        assertThat(Tcp.check(octets, 0, octets.length, source.bits(), destination.bits()))
                .isEqualTo(WireCheck.OK);
    }
}
