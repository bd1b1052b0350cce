package io.sextant.protocol.icmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.icmp.Icmpv6Message.DestinationUnreachable;
import io.sextant.protocol.icmp.Icmpv6Message.NeighbourAdvertisement;
import io.sextant.protocol.icmp.Icmpv6Message.NeighbourSolicitation;
import io.sextant.protocol.icmp.Icmpv6Message.PacketTooBig;
import io.sextant.protocol.icmp.Icmpv6Message.ParameterProblem;
import io.sextant.protocol.icmp.Icmpv6Message.RouterAdvertisement;
import io.sextant.protocol.icmp.Icmpv6Message.RouterSolicitation;
import io.sextant.protocol.icmp.Icmpv6Message.TimeExceeded;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The hex of {@code *_is_one_pair} was captured between two namespaces of Linux 6.18. */
class Icmpv6Test {

    private static final Ipv6Address ONE = Ipv6Address.parse("2001:db8::1");
    private static final Ipv6Address TWO = Ipv6Address.parse("2001:db8::2");
    private static final long SUM = Ipv6.addressSum(ONE.high(), ONE.low(), TWO.high(), TWO.low());
    private static final byte[] QUOTED = Hex.octets(
            "60 00 26 49 00 0b 11 40",
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
            "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02",
            "83 88 00 09 00 0b 5b 91 68 69 0a");
    private static final Quotation QUOTATION = new Quotation(QUOTED);

    @Test
    void a_solicitation_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets(
                "87 00 1c 27 00 00 00 00",
                "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02", // the target
                "01 01 02 00 00 00 00 01"); // the sender's MAC address
        assertPair(octets, ONE, TWO.solicitedNode(), new NeighbourSolicitation(TWO, new MacAddress(0x0200_0000_0001L)));
        assertThat(Ndp.check(octets, 0, 32, 255)).isEqualTo(WireCheck.OK);
        assertThat(Ndp.mac(octets, 0, 32)).isEqualTo(0x0200_0000_0001L);
        assertThat(Ndp.targetHigh(octets, 0)).isEqualTo(TWO.high());
        assertThat(Ndp.targetLow(octets, 0)).isEqualTo(TWO.low());
    }

    @Test
    void an_advertisement_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets(
                "88 00 8a 71 60 00 00 00", // solicited, override
                "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 02",
                "02 01 02 00 00 00 00 02");
        assertPair(
                octets,
                TWO,
                ONE,
                new NeighbourAdvertisement(false, true, true, TWO, new MacAddress(0x0200_0000_0002L)));
        assertThat(Ndp.flags(octets, 0)).isEqualTo(Ndp.SOLICITED | Ndp.OVERRIDE);
        assertThat(Ndp.mac(octets, 0, 24)).isEqualTo(Ndp.NO_MAC);
    }

    @Test
    void an_echo_request_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets("80 00 f8 3b 1f f3 00 01", "00 01 02 03 04 05 06 07");
        assertPair(octets, ONE, TWO, new IcmpEcho(true, 0x1FF3, 1, Hex.octets("0001020304050607")));
    }

    @Test
    void port_unreachable_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets("01 04 5e 70 00 00 00 00", Hex.format(QUOTED));
        assertPair(octets, TWO, ONE, new DestinationUnreachable(Icmpv6.PORT_UNREACHABLE, QUOTATION));
    }

    @Test
    void a_router_solicitation_is_one_pair() throws MalformedException {
        byte[] octets = Hex.octets("85 00 7b 2c 00 00 00 00", "01 01 02 00 00 00 00 01");
        Ipv6Address sender = Ipv6Address.linkLocal(new MacAddress(0x0200_0000_0001L));
        assertThat(sender).hasToString("fe80::ff:fe00:1");
        assertPair(octets, sender, Ipv6Address.ALL_ROUTERS, new RouterSolicitation(new MacAddress(0x0200_0000_0001L)));
    }

    @Test
    void a_quotation_names_the_flow_that_failed() {
        assertThat(QUOTATION.source()).isEqualTo(ONE);
        assertThat(QUOTATION.destination()).isEqualTo(TWO);
        assertThat(QUOTATION.protocol()).isEqualTo(IpProtocol.UDP);
        assertThat(QUOTATION.transportOffset()).isEqualTo(40);
        assertThat(QUOTATION.sourcePort()).isEqualTo(33_672);
        assertThat(QUOTATION.destinationPort()).isEqualTo(9);
    }

    @Test
    void groups_have_their_addresses() {
        assertThat(Ipv6Address.parse("2001:db8::12:3456").solicitedNode()).hasToString("ff02::1:ff12:3456");
        assertThat(Ipv6Address.parse("ff02::1:ff12:3456").multicastMac()).hasToString("33:33:ff:12:34:56");
        assertThat(Ipv6Address.linkLocal(MacAddress.parse("52:54:00:ab:cd:ef"))).hasToString("fe80::5054:ff:feab:cdef");
    }

    @Test
    void discovery_that_crossed_a_router_or_has_bad_options_is_refused() {
        byte[] b = encoded(new NeighbourSolicitation(TWO, new MacAddress(1)));
        assertThat(Ndp.check(b, 0, 32, 254)).isEqualTo(WireCheck.BAD_VERSION);
        assertThat(Ndp.check(b, 0, 23, 255)).isEqualTo(WireCheck.TRUNCATED);
        assertThat(Ndp.check(b, 0, 31, 255)).isEqualTo(WireCheck.TRUNCATED);
        b[25] = 0;
        assertThat(Ndp.check(b, 0, 32, 255)).isEqualTo(WireCheck.BAD_LENGTH);
        b[25] = 2;
        assertThat(Ndp.check(b, 0, 32, 255)).isEqualTo(WireCheck.BAD_LENGTH);
        b[25] = 1;
        b[8] = (byte) 0xFF;
        assertThat(Ndp.check(b, 0, 32, 255)).isEqualTo(WireCheck.BAD_VERSION);
    }

    @Test
    void unknown_types_and_codes_are_refused_with_their_number() {
        byte[] b = new byte[8];
        Icmpv6.writeHeader(b, 0, 200, 0, 0, 0, SUM);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> decode(b))
                .withMessage("ICMPv6 type: 200 is not spoken here");
        Icmpv6.writeHeader(b, 0, Icmpv6.DESTINATION_UNREACHABLE, 7, 0, 0, SUM);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> decode(b))
                .withMessage("ICMPv6 code: 7 of type 1 is above 6");
        b[3] ^= 1;
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> decode(b))
                .withMessage("ICMPv6 checksum: does not match the message");
    }

    @Test
    void every_message_survives_the_round_trip_and_damage() throws MalformedException {
        List<Icmpv6Message> messages = List.of(
                new IcmpEcho(false, 0xFFFF, 0, new byte[] {3}),
                new DestinationUnreachable(Icmpv6.NO_ROUTE, QUOTATION),
                new PacketTooBig(1280, QUOTATION),
                new TimeExceeded(true, QUOTATION),
                new ParameterProblem(1, 40, QUOTATION),
                new RouterSolicitation(null),
                new RouterAdvertisement(64, 0x80, 1800, 30_000, 1_000, new MacAddress(7)),
                new RouterAdvertisement(0, 0, 0, 0, 0, null),
                new NeighbourSolicitation(ONE, null),
                new NeighbourAdvertisement(true, false, true, ONE, null));
        for (Icmpv6Message message : messages) {
            byte[] octets = encoded(message);
            assertThat(decode(octets)).isEqualTo(message);
            Damage.survivesAndRefusesTruncation(octets, in -> Icmpv6Message.decode(in, ONE, TWO));
            Damage.survives(octets, in -> {
                byte[] b = in.rest();
                if (b.length >= 8) {
                    Icmpv6.writeChecksum(b, 0, b.length, SUM);
                }
                assertThat(Ndp.check(b, 0, b.length, 255)).isNotNull();
                return decode(b);
            });
        }
    }

    private static void assertPair(byte[] octets, Ipv6Address from, Ipv6Address to, Icmpv6Message message)
            throws MalformedException {
        assertThat(Icmpv6Message.decode(new ByteReader(octets), from, to)).isEqualTo(message);
        ByteWriter out = new ByteWriter();
        message.encode(out, from, to);
        assertThat(Hex.format(out.toBytes())).isEqualTo(Hex.format(octets));
    }

    private static Icmpv6Message decode(byte[] octets) throws MalformedException {
        return Icmpv6Message.decode(new ByteReader(octets), ONE, TWO);
    }

    private static byte[] encoded(Icmpv6Message message) {
        ByteWriter out = new ByteWriter();
        message.encode(out, ONE, TWO);
        return out.toBytes();
    }
}
