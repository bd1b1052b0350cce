package io.sextant.protocol.ip;

import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an IPv4 header (RFC 791 §3.1) inside a packet's octets; {@code off} is its first octet, addresses are
 * host-order bits. Setters keep the header checksum right by RFC 1624 instead of summing again.
 *
 * <pre>
 *  0       4       8              16  19                    31
 * +-------+-------+--------------+---+----------------------+
 * |version|  IHL  | DSCP and ECN |       total length       |  0
 * |        identification        |flg|   fragment offset    |  4
 * | time to live  |   protocol   |     header checksum      |  8
 * |                    source address                       | 12
 * |                  destination address                    | 16
 * |                  options (0..40 octets)                 | 20
 * +---------------------------------------------------------+
 * </pre>
 */
public final class Ipv4 {

    /** Length of a header without options, in octets. */
    public static final int HEADER_OCTETS = 20;

    /** The flag "don't fragment" in the word that {@link #flagsAndFragment} reads. */
    public static final int DONT_FRAGMENT = 0x4000;

    /** The flag "more fragments" in the same word. */
    public static final int MORE_FRAGMENTS = 0x2000;

    private static final int VERSION_IHL = 0;
    private static final int TRAFFIC_CLASS = 1;
    private static final int TOTAL_LENGTH = 2;
    private static final int IDENTIFICATION = 4;
    private static final int FLAGS_FRAGMENT = 6;
    private static final int TTL = 8;
    private static final int PROTOCOL = 9;
    private static final int CHECKSUM = 10;
    private static final int SOURCE = 12;
    private static final int DESTINATION = 16;
    private static final int FRAGMENT_MASK = 0x1FFF;

    private Ipv4() {}

    /**
     * The checks of {@code ip_rcv} in Linux: version, header length, checksum, total length. {@code length} is what the
     * frame holds, which may be more than the packet (Ethernet padding).
     */
    public static WireCheck check(byte[] b, int off, int length) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        if (b[off + VERSION_IHL] >>> 4 != 4) {
            return WireCheck.BAD_VERSION;
        }
        int headerLength = headerLength(b, off);
        if (headerLength < HEADER_OCTETS) {
            return WireCheck.BAD_HEADER_LENGTH;
        }
        if (headerLength > length) {
            return WireCheck.TRUNCATED;
        }
        if (Checksum.of(b, off, headerLength) != 0) {
            return WireCheck.BAD_CHECKSUM;
        }
        int totalLength = totalLength(b, off);
        if (totalLength < headerLength) {
            return WireCheck.BAD_LENGTH;
        }
        return totalLength > length ? WireCheck.TRUNCATED : WireCheck.OK;
    }

    /** Header length in octets, options included. */
    public static int headerLength(byte[] b, int off) {
        return (b[off + VERSION_IHL] & 0xF) << 2;
    }

    /** The octet that was "type of service": six bits DSCP, two bits ECN. */
    public static int trafficClass(byte[] b, int off) {
        return Octets.u8(b, off + TRAFFIC_CLASS);
    }

    /** Header and payload in octets. */
    public static int totalLength(byte[] b, int off) {
        return Octets.u16(b, off + TOTAL_LENGTH);
    }

    /** Octets behind the header. */
    public static int payloadLength(byte[] b, int off) {
        return totalLength(b, off) - headerLength(b, off);
    }

    public static int identification(byte[] b, int off) {
        return Octets.u16(b, off + IDENTIFICATION);
    }

    /** Three bits of flags, then the fragment offset in units of eight octets. */
    public static int flagsAndFragment(byte[] b, int off) {
        return Octets.u16(b, off + FLAGS_FRAGMENT);
    }

    public static boolean isDontFragment(byte[] b, int off) {
        return (flagsAndFragment(b, off) & DONT_FRAGMENT) != 0;
    }

    /** Whether this is one piece of a larger packet, the first piece included. */
    public static boolean isFragment(byte[] b, int off) {
        return (flagsAndFragment(b, off) & (MORE_FRAGMENTS | FRAGMENT_MASK)) != 0;
    }

    /** Whether the transport header is not in this piece. */
    public static boolean isLaterFragment(byte[] b, int off) {
        return (flagsAndFragment(b, off) & FRAGMENT_MASK) != 0;
    }

    public static int ttl(byte[] b, int off) {
        return Octets.u8(b, off + TTL);
    }

    /** As in {@link IpProtocol}. */
    public static int protocol(byte[] b, int off) {
        return Octets.u8(b, off + PROTOCOL);
    }

    public static int checksum(byte[] b, int off) {
        return Octets.u16(b, off + CHECKSUM);
    }

    public static int source(byte[] b, int off) {
        return Octets.s32(b, off + SOURCE);
    }

    public static int destination(byte[] b, int off) {
        return Octets.s32(b, off + DESTINATION);
    }

    /** Takes one from the TTL and returns what is left; the caller has seen that it was above zero. */
    public static int decrementTtl(byte[] b, int off) {
        int old = Octets.u16(b, off + TTL);
        int changed = old - 0x100;
        Octets.putU16(b, off + TTL, changed);
        Octets.putU16(b, off + CHECKSUM, Checksum.update(checksum(b, off), old, changed));
        return changed >>> 8 & 0xFF;
    }

    public static void setTtl(byte[] b, int off, int ttl) {
        int old = Octets.u16(b, off + TTL);
        int changed = (ttl & 0xFF) << 8 | (old & 0xFF);
        Octets.putU16(b, off + TTL, changed);
        Octets.putU16(b, off + CHECKSUM, Checksum.update(checksum(b, off), old, changed));
    }

    /** Changes the source and the header checksum alone; {@link Ipv4Rewrite} also mends TCP and UDP. */
    public static void setSource(byte[] b, int off, int address) {
        replaceAddress(b, off, off + SOURCE, address);
    }

    /** Changes the destination and the header checksum alone; {@link Ipv4Rewrite} also mends TCP and UDP. */
    public static void setDestination(byte[] b, int off, int address) {
        replaceAddress(b, off, off + DESTINATION, address);
    }

    /**
     * Writes a header of 20 octets with its checksum. {@code flagsAndFragment} is {@link #DONT_FRAGMENT} or 0 for whole
     * packets; {@code payloadOctets} at most 65515.
     */
    public static void writeHeader(
            byte[] b,
            int off,
            int trafficClass,
            int payloadOctets,
            int identification,
            int flagsAndFragment,
            int ttl,
            int protocol,
            int source,
            int destination) {
        Octets.putU16(b, off + VERSION_IHL, 0x4500 | (trafficClass & 0xFF));
        Octets.putU16(b, off + TOTAL_LENGTH, HEADER_OCTETS + payloadOctets);
        Octets.putU16(b, off + IDENTIFICATION, identification);
        Octets.putU16(b, off + FLAGS_FRAGMENT, flagsAndFragment);
        Octets.putU16(b, off + TTL, ttl << 8 | (protocol & 0xFF));
        Octets.putU16(b, off + CHECKSUM, 0);
        Octets.putS32(b, off + SOURCE, source);
        Octets.putS32(b, off + DESTINATION, destination);
        Octets.putU16(b, off + CHECKSUM, Checksum.of(b, off, HEADER_OCTETS));
    }

    /** The running sum of the pseudo header that TCP and UDP put before their own octets (RFC 9293 §3.1). */
    public static long pseudoHeaderSum(int source, int destination, int protocol, int lengthOctets) {
        return (source >>> 16)
                + (source & 0xFFFFL)
                + (destination >>> 16)
                + (destination & 0xFFFF)
                + protocol
                + lengthOctets;
    }

    /** The running sum of both addresses, as {@link Ipv6#addressSum} for the other version. */
    public static long addressSum(int source, int destination) {
        return pseudoHeaderSum(source, destination, 0, 0);
    }

    private static void replaceAddress(byte[] b, int off, int at, int address) {
        int old = Octets.s32(b, at);
        Octets.putS32(b, at, address);
        Octets.putU16(b, off + CHECKSUM, Checksum.update32(checksum(b, off), old, address));
    }
}
