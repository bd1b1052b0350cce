package io.sextant.protocol.arp;

import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an ARP packet for IPv4 over Ethernet (RFC 826). MAC addresses are the low 48 bits of a {@code long}, IPv4
 * addresses host-order bits.
 *
 * <pre>
 * 0          2          4     5     6         8            14          18           24          28
 * +----------+----------+-----+-----+---------+------------+-----------+------------+-----------+
 * | hardware | protocol | hln | pln | operate | sender MAC | sender IP | target MAC | target IP |
 * +----------+----------+-----+-----+---------+------------+-----------+------------+-----------+
 * </pre>
 */
public final class Arp {

    /** Length of the packet in octets; Ethernet may pad behind it. */
    public static final int PACKET_OCTETS = 28;

    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    private static final int ETHERNET = 1;
    private static final int HARDWARE = 0;
    private static final int PROTOCOL = 2;
    private static final int ADDRESS_LENGTHS = 4;
    private static final int MAC_AND_IPV4_LENGTHS = 0x0604;
    private static final int OPERATION = 6;
    private static final int SENDER_MAC = 8;
    private static final int SENDER_IP = 14;
    private static final int TARGET_MAC = 18;
    private static final int TARGET_IP = 24;

    private Arp() {}

    /** Whether this is an ARP request or reply for IPv4 over Ethernet; octets behind the packet are padding. */
    public static WireCheck check(byte[] b, int off, int length) {
        if (length < PACKET_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        if (Octets.u16(b, off + HARDWARE) != ETHERNET || Octets.u16(b, off + PROTOCOL) != EtherType.IPV4) {
            return WireCheck.BAD_VERSION;
        }
        if (Octets.u16(b, off + ADDRESS_LENGTHS) != MAC_AND_IPV4_LENGTHS) {
            return WireCheck.BAD_LENGTH;
        }
        int operation = operation(b, off);
        return operation == REQUEST || operation == REPLY ? WireCheck.OK : WireCheck.BAD_VERSION;
    }

    public static int operation(byte[] b, int off) {
        return Octets.u16(b, off + OPERATION);
    }

    public static long senderMac(byte[] b, int off) {
        return Octets.u48(b, off + SENDER_MAC);
    }

    public static int senderIp(byte[] b, int off) {
        return Octets.s32(b, off + SENDER_IP);
    }

    public static long targetMac(byte[] b, int off) {
        return Octets.u48(b, off + TARGET_MAC);
    }

    public static int targetIp(byte[] b, int off) {
        return Octets.s32(b, off + TARGET_IP);
    }

    /** Writes a whole packet; a request carries zeros as the target's MAC address, as Linux sends it. */
    public static void write(
            byte[] b, int off, int operation, long senderMac, int senderIp, long targetMac, int targetIp) {
        Octets.putU16(b, off + HARDWARE, ETHERNET);
        Octets.putU16(b, off + PROTOCOL, EtherType.IPV4);
        Octets.putU16(b, off + ADDRESS_LENGTHS, MAC_AND_IPV4_LENGTHS);
        Octets.putU16(b, off + OPERATION, operation);
        Octets.putU48(b, off + SENDER_MAC, senderMac);
        Octets.putS32(b, off + SENDER_IP, senderIp);
        Octets.putU48(b, off + TARGET_MAC, targetMac);
        Octets.putS32(b, off + TARGET_IP, targetIp);
    }
}
