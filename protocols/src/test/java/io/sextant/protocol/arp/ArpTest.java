package io.sextant.protocol.arp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Damage;
import io.sextant.protocol.wire.Hex;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArpTest {

    private static final byte[] OCTETS = Hex.octets(
            "00 01", // hardware: Ethernet
            "08 00", // protocol: IPv4
            "06 04", // address lengths
            "00 01", // request
            "42 c5 bb 3a 09 57", // sender MAC
            "0a 63 00 01", // sender 10.99.0.1
            "00 00 00 00 00 00", // target MAC, unknown
            "0a 63 00 02"); // target 10.99.0.2

    private static final ArpPacket REQUEST = ArpPacket.request(
            MacAddress.parse("42:c5:bb:3a:09:57"), Ipv4Address.parse("10.99.0.1"), Ipv4Address.parse("10.99.0.2"));

    @Test
    void octets_and_value_are_one_pair() throws MalformedException {
        assertThat(ArpPacket.decode(new ByteReader(OCTETS))).isEqualTo(REQUEST);
        ByteWriter out = new ByteWriter();
        REQUEST.encode(out);
        assertThat(out.toBytes()).isEqualTo(OCTETS);
    }

    @Test
    void a_reply_turns_the_roles_around() throws MalformedException {
        ArpPacket reply = REQUEST.replyFrom(MacAddress.parse("c2:61:01:ab:3b:20"));
        assertThat(reply.operation()).isEqualTo(ArpPacket.Operation.REPLY);
        assertThat(reply.senderIp()).hasToString("10.99.0.2");
        assertThat(reply.senderMac()).hasToString("c2:61:01:ab:3b:20");
        assertThat(reply.targetIp()).hasToString("10.99.0.1");
        assertThat(reply.targetMac()).hasToString("42:c5:bb:3a:09:57");
        ByteWriter out = new ByteWriter();
        reply.encode(out);
        assertThat(ArpPacket.decode(new ByteReader(out.toBytes()))).isEqualTo(reply);
    }

    @Test
    void the_view_reads_every_field_in_place() {
        byte[] frame = new byte[60];
        System.arraycopy(OCTETS, 0, frame, 14, OCTETS.length);
        assertThat(Arp.check(frame, 14, 46)).as("padded").isEqualTo(WireCheck.OK);
        assertThat(Arp.operation(frame, 14)).isEqualTo(Arp.REQUEST);
        assertThat(Arp.senderMac(frame, 14)).isEqualTo(0x42C5BB3A0957L);
        assertThat(Arp.senderIp(frame, 14)).isEqualTo(0x0A630001);
        assertThat(Arp.targetMac(frame, 14)).isZero();
        assertThat(Arp.targetIp(frame, 14)).isEqualTo(0x0A630002);
        assertThat(Arp.check(frame, 14, 27)).isEqualTo(WireCheck.TRUNCATED);
    }

    @Test
    void the_view_and_the_value_refuse_the_same_packets() {
        for (int at = 0; at < 8; at++) {
            byte[] corrupt = Arrays.copyOf(OCTETS, OCTETS.length);
            corrupt[at] ^= 0x10;
            assertThat(Arp.check(corrupt, 0, corrupt.length)).as("octet %d", at).isNotEqualTo(WireCheck.OK);
        }
        Damage.survivesAndRefusesTruncation(OCTETS, ArpPacket::decode);
    }
}
