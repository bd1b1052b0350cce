package io.sextant.protocol.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.icmp.IcmpMessage.DestinationUnreachable;
import io.sextant.protocol.icmp.IcmpMessage.Redirect;
import io.sextant.protocol.icmp.IcmpMessage.TimeExceeded;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IcmpTest {

    private static final byte[] QUOTED = Hex.octets(
            "45 00 00 3c fa c9 40 00 01 06 6a 2a", // a SYN whose TTL is 1
            "0a 63 00 01 0a 63 00 02", // 10.99.0.1 > 10.99.0.2
            "8f f8 00 50 69 7d 11 bb"); // port 36856 > 80, sequence number

    private static final Quotation QUOTATION = new Quotation(QUOTED);

    @Test
    void an_echo_request_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets(
                "08 00", // echo request
                "54 35", // checksum
                "12 34", // identifier
                "00 01", // sequence number
                "61 62 63 64 65 66 67 68"); // data
        assertPair(octets, new IcmpEcho(true, 0x1234, 1, Hex.octets("6162636465666768")));
    }

    @Test
    void time_exceeded_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets(
                "0b 00", // time exceeded in transit
                checksumOf("0b 00 00 00 00 00 00 00", Hex.format(QUOTED)),
                "00 00 00 00", // unused
                Hex.format(QUOTED));
        assertPair(octets, new TimeExceeded(false, QUOTATION));
    }

    @Test
    void fragmentation_needed_tells_the_mtu() throws MalformedException {
        byte[] octets = Hex.octets(
                "03 04", // unreachable, fragmentation needed
                checksumOf("03 04 00 00 00 00 05 aa", Hex.format(QUOTED)),
                "00 00", // unused
                "05 aa", // next-hop MTU 1450 (RFC 1191)
                Hex.format(QUOTED));
        assertPair(octets, new DestinationUnreachable(UnreachableCode.FRAGMENTATION_NEEDED, 1450, QUOTATION));
    }

    @Test
    void a_redirect_names_the_gateway() throws MalformedException {
        byte[] octets = Hex.octets(
                "05 01", // redirect for the host
                checksumOf("05 01 00 00 c0 a8 01 0a", Hex.format(QUOTED)),
                "c0 a8 01 0a", // 192.168.1.10
                Hex.format(QUOTED));
        assertPair(octets, new Redirect(1, Ipv4Address.parse("192.168.1.10"), QUOTATION));
    }

    @Test
    void every_unreachable_code_has_its_number() throws MalformedException {
        assertThat(UnreachableCode.HOST.number()).isEqualTo(1);
        assertThat(UnreachableCode.PORT.number()).isEqualTo(3);
        assertThat(UnreachableCode.COMMUNICATION_PROHIBITED.number()).isEqualTo(13);
        for (UnreachableCode code : UnreachableCode.values()) {
            DestinationUnreachable message = new DestinationUnreachable(code, 0, QUOTATION);
            assertThat(IcmpMessage.decode(new ByteReader(encoded(message)))).isEqualTo(message);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DestinationUnreachable(UnreachableCode.HOST, 1500, QUOTATION));
    }

    @Test
    void a_quotation_names_the_flow_that_failed() {
        assertThat(QUOTATION.source()).hasToString("10.99.0.1");
        assertThat(QUOTATION.destination()).hasToString("10.99.0.2");
        assertThat(QUOTATION.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(QUOTATION.transportOffset()).isEqualTo(20);
        assertThat(QUOTATION.sourcePort()).isEqualTo(36_856);
        assertThat(QUOTATION.destinationPort()).isEqualTo(80);
    }

    @Test
    void linux_quotes_as_much_as_fits_576_octets() {
        byte[] big = new byte[3 + 1500];
        Ipv4.writeHeader(big, 3, 0, 1480, 1, 0, 64, IpProtocol.UDP, 1, 2);
        Quotation quotation = Quotation.of(big, 3);
        assertThat(quotation.octets()).hasSize(548);
        ByteWriter out = new ByteWriter();
        new TimeExceeded(false, quotation).encode(out);
        assertThat(20 + out.length()).isEqualTo(576);
        byte[] small = new byte[60];
        Ipv4.writeHeader(small, 0, 0, 40, 1, 0, 64, IpProtocol.TCP, 1, 2);
        assertThat(Quotation.of(small, 0).octets()).isEqualTo(small);
        byte[] tiny = new byte[20];
        Ipv4.writeHeader(tiny, 0, 0, 0, 1, 0, 64, IpProtocol.UDP, 1, 2);
        assertThat(Quotation.of(tiny, 0).octets()).hasSize(28);
        assertThatIllegalArgumentException().isThrownBy(() -> new Quotation(tiny));
    }

    @Test
    void a_request_becomes_its_reply_in_place() throws MalformedException {
        IcmpEcho request = new IcmpEcho(true, 0xFFFF, 0, new byte[56]);
        byte[] b = new byte[4 + 64];
        System.arraycopy(encoded(request), 0, b, 4, 64);
        Icmp.turnIntoReply(b, 4);
        assertThat(Icmp.check(b, 4, 64)).isEqualTo(WireCheck.OK);
        assertThat(IcmpMessage.decode(new ByteReader(b, 4, 64))).isEqualTo(request.reply());
    }

    @Test
    void the_view_writes_and_reads_in_place() {
        byte[] b = Hex.octets("0000", "00".repeat(8), "0102030405");
        Icmp.writeHeader(b, 2, Icmp.ECHO_REQUEST, 0, 0x1234_0007, 5);
        assertThat(Icmp.check(b, 2, 13)).isEqualTo(WireCheck.OK);
        assertThat(Icmp.type(b, 2)).isEqualTo(Icmp.ECHO_REQUEST);
        assertThat(Icmp.code(b, 2)).isZero();
        assertThat(Icmp.identifier(b, 2)).isEqualTo(0x1234);
        assertThat(Icmp.sequence(b, 2)).isEqualTo(7);
        assertThat(Icmp.isError(b, 2)).isFalse();
        b[12] ^= 1;
        assertThat(Icmp.check(b, 2, 13)).isEqualTo(WireCheck.BAD_CHECKSUM);
        assertThat(Icmp.check(b, 2, 7)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Icmp.check(b, 2, 14)).isEqualTo(WireCheck.TRUNCATED);
        byte[] error = encoded(new TimeExceeded(false, QUOTATION));
        assertThat(Icmp.isError(error, 0)).isTrue();
    }

    @Test
    void unknown_types_and_codes_are_refused_with_their_number() {
        byte[] b = new byte[8];
        Icmp.writeHeader(b, 0, 13, 0, 0, 0);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> IcmpMessage.decode(new ByteReader(b)))
                .withMessage("ICMP type: 13 is not spoken here");
        Icmp.writeHeader(b, 0, Icmp.DESTINATION_UNREACHABLE, 16, 0, 0);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> IcmpMessage.decode(new ByteReader(b)))
                .withMessage("ICMP code: 16 of type 3 is above 15");
    }

    @Test
    void damage_never_escapes_even_with_its_checksum_mended() {
        byte[][] messages = {
            encoded(new IcmpEcho(true, 1, 2, new byte[] {3})),
            encoded(new TimeExceeded(true, QUOTATION)),
            encoded(new DestinationUnreachable(UnreachableCode.PORT, 0, QUOTATION)),
            encoded(new Redirect(0, Ipv4Address.ANY, QUOTATION))
        };
        for (byte[] message : messages) {
            Damage.survives(message, IcmpMessage::decode);
            Damage.survives(message, in -> {
                byte[] b = in.rest();
                if (b.length >= 8) {
                    Icmp.writeHeader(b, 0, Icmp.type(b, 0), Icmp.code(b, 0), 0x01020304, b.length - 8);
                }
                return IcmpMessage.decode(new ByteReader(b));
            });
        }
    }

    @Test
    void random_echoes_survive_the_round_trip() throws MalformedException {
        SplittableRandom random = new SplittableRandom(792);
        for (int round = 0; round < 1_000; round++) {
            byte[] data = new byte[random.nextInt(100)];
            random.nextBytes(data);
            IcmpEcho echo = new IcmpEcho(random.nextBoolean(), random.nextInt(65_536), random.nextInt(65_536), data);
            assertThat(IcmpMessage.decode(new ByteReader(encoded(echo)))).isEqualTo(echo);
        }
    }

    private static void assertPair(byte[] octets, IcmpMessage message) throws MalformedException {
        assertThat(IcmpMessage.decode(new ByteReader(octets))).isEqualTo(message);
        assertThat(Hex.format(encoded(message))).isEqualTo(Hex.format(octets));
    }

    private static byte[] encoded(IcmpMessage message) {
        ByteWriter out = new ByteWriter();
        message.encode(out);
        return out.toBytes();
    }

    /** The checksum of fields whose own checksum is zero, summed word by word, apart from the code under test. */
    private static String checksumOf(String... fields) {
        byte[] octets = Hex.octets(fields);
        int sum = 0;
        for (int i = 0; i < octets.length; i += 2) {
            sum += (octets[i] & 0xFF) << 8 | (octets[i + 1] & 0xFF);
        }
        while (sum > 0xFFFF) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return String.format(Locale.ROOT, "%04x", ~sum & 0xFFFF);
    }
}
