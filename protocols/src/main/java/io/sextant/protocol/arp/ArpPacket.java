package io.sextant.protocol.arp;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/** The meaning of an ARP packet for IPv4 over Ethernet (RFC 826). */
public record ArpPacket(
        Operation operation, MacAddress senderMac, Ipv4Address senderIp, MacAddress targetMac, Ipv4Address targetIp) {

    /** What the sender wants. */
    public enum Operation {
        REQUEST(Arp.REQUEST),
        REPLY(Arp.REPLY);

        private final int code;

        Operation(int code) {
            this.code = code;
        }

        /** The number in the packet. */
        public int code() {
            return code;
        }
    }

    /** "Who has target? Tell sender." The target's MAC address is zero, as Linux sends it. */
    public static ArpPacket request(MacAddress senderMac, Ipv4Address senderIp, Ipv4Address targetIp) {
        return new ArpPacket(Operation.REQUEST, senderMac, senderIp, new MacAddress(0), targetIp);
    }

    /** The answer of {@code mac}, which owns this request's target address. */
    public ArpPacket replyFrom(MacAddress mac) {
        return new ArpPacket(
                Operation.REPLY,
                /* senderMac= */ mac,
                /* senderIp= */ targetIp,
                /* targetMac= */ senderMac,
                /* targetIp= */ senderIp);
    }

    /** Reads the 28 octets; padding behind them is left in {@code in}. */
    public static ArpPacket decode(ByteReader in) throws MalformedException {
        expect("ARP hardware type", in.u16("ARP hardware type"), 1);
        expect("ARP protocol type", in.u16("ARP protocol type"), EtherType.IPV4);
        expect("ARP hardware length", in.u8("ARP hardware length"), 6);
        expect("ARP protocol length", in.u8("ARP protocol length"), 4);
        int code = in.u16("ARP operation");
        if (code != Arp.REQUEST && code != Arp.REPLY) {
            throw new MalformedException("ARP operation", code + " is neither request nor reply");
        }
        return new ArpPacket(
                code == Arp.REQUEST ? Operation.REQUEST : Operation.REPLY,
                MacAddress.of(in.bytes(6, "ARP sender MAC"), 0),
                new Ipv4Address(in.s32("ARP sender address")),
                MacAddress.of(in.bytes(6, "ARP target MAC"), 0),
                new Ipv4Address(in.s32("ARP target address")));
    }

    public void encode(ByteWriter out) {
        byte[] packet = new byte[Arp.PACKET_OCTETS];
        Arp.write(packet, 0, operation.code, senderMac.bits(), senderIp.bits(), targetMac.bits(), targetIp.bits());
        out.bytes(packet);
    }

    private static void expect(String field, int value, int wanted) throws MalformedException {
        if (value != wanted) {
            throw new MalformedException(field, "is " + value + ", not " + wanted);
        }
    }
}
