package io.sextant.protocol.ip;

import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an IPv6 header (RFC 8200 §3) inside a packet's octets; {@code off} is its first octet. An address is two
 * halves, as in {@link io.sextant.protocol.address.Ipv6Address}.
 *
 * <pre>
 *  0       4              12                               31
 * +-------+---------------+---------------------------------+
 * |version| traffic class |           flow label            |  0
 * |       payload length          | next header | hop limit |  4
 * |                  source address (16 octets)             |  8
 * |                destination address (16 octets)          | 24
 * +---------------------------------------------------------+
 * </pre>
 */
public final class Ipv6 {

    /** Length of the header in octets; extension headers are payload. */
    public static final int HEADER_OCTETS = 40;

    /** Least MTU of an IPv6 link (RFC 8200 §5). */
    public static final int LEAST_MTU_OCTETS = 1_280;

    /** Extension headers that are followed at most; Linux has no such limit, whole packets hold no more that matter. */
    public static final int EXTENSION_LIMIT = 16;

    /** What {@link #upperLayer} answers when an extension header reaches beyond the packet, or they are too many. */
    public static final long MALFORMED = -1;

    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;
    private static final int FRAGMENT_HEADER_OCTETS = 8;
    private static final int FRAGMENT_OFFSET_AND_MORE = 0xFFF9;

    private Ipv6() {}

    /**
     * The checks of {@code ip6_rcv_core} in Linux: version and payload length. {@code length} is what the frame holds,
     * which may be more than the packet (Ethernet padding).
     */
    public static WireCheck check(byte[] b, int off, int length) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        if ((b[off] & 0xF0) != 0x60) {
            return WireCheck.BAD_VERSION;
        }
        return HEADER_OCTETS + payloadLength(b, off) > length ? WireCheck.TRUNCATED : WireCheck.OK;
    }

    /** Six bits DSCP, two bits ECN. */
    public static int trafficClass(byte[] b, int off) {
        return Octets.u16(b, off) >>> 4 & 0xFF;
    }

    /** 20 bits (RFC 6437). */
    public static int flowLabel(byte[] b, int off) {
        return Octets.s32(b, off) & 0xF_FFFF;
    }

    /** Octets behind the header, extension headers included. */
    public static int payloadLength(byte[] b, int off) {
        return Octets.u16(b, off + PAYLOAD_LENGTH);
    }

    /** Header and payload in octets. */
    public static int totalLength(byte[] b, int off) {
        return HEADER_OCTETS + payloadLength(b, off);
    }

    /** Type of what follows the header, as in {@link IpProtocol}. */
    public static int nextHeader(byte[] b, int off) {
        return Octets.u8(b, off + NEXT_HEADER);
    }

    public static int hopLimit(byte[] b, int off) {
        return Octets.u8(b, off + HOP_LIMIT);
    }

    public static long sourceHigh(byte[] b, int off) {
        return Octets.s64(b, off + SOURCE);
    }

    public static long sourceLow(byte[] b, int off) {
        return Octets.s64(b, off + SOURCE + 8);
    }

    public static long destinationHigh(byte[] b, int off) {
        return Octets.s64(b, off + DESTINATION);
    }

    public static long destinationLow(byte[] b, int off) {
        return Octets.s64(b, off + DESTINATION + 8);
    }

    /** Takes one from the hop limit; the caller has seen that it was above zero. There is no checksum to mend. */
    public static void decrementHopLimit(byte[] b, int off) {
        b[off + HOP_LIMIT]--;
    }

    public static void setHopLimit(byte[] b, int off, int hopLimit) {
        Octets.putU8(b, off + HOP_LIMIT, hopLimit);
    }

    /**
     * Where the upper layer begins, behind hop-by-hop, routing and destination options and an atomic fragment header
     * (RFC 6946). One number, so that nothing is allocated: {@link #protocolOf} and {@link #offsetOf} take it apart. The
     * protocol is {@link IpProtocol#FRAGMENT} for a real fragment, whose upper layer may be elsewhere.
     *
     * @return or {@link #MALFORMED}
     */
    public static long upperLayer(byte[] b, int off) {
        return upperLayer(b, off, off + totalLength(b, off));
    }

    /** As above for a packet of which only the octets before {@code end} are there, such as a quotation. */
    public static long upperLayer(byte[] b, int off, int end) {
        int protocol = nextHeader(b, off);
        int at = off + HEADER_OCTETS;
        for (int count = 0; count < EXTENSION_LIMIT; count++) {
            switch (protocol) {
                case IpProtocol.HOP_BY_HOP, IpProtocol.ROUTING, IpProtocol.DESTINATION_OPTIONS -> {
                    if (at + 2 > end) {
                        return MALFORMED;
                    }
                    protocol = Octets.u8(b, at);
                    at += (Octets.u8(b, at + 1) + 1) * 8;
                }
                case IpProtocol.FRAGMENT -> {
                    if (at + FRAGMENT_HEADER_OCTETS > end) {
                        return MALFORMED;
                    }
                    if ((Octets.u16(b, at + 2) & FRAGMENT_OFFSET_AND_MORE) != 0) {
                        return (long) protocol << 32 | at;
                    }
                    protocol = Octets.u8(b, at);
                    at += FRAGMENT_HEADER_OCTETS;
                }
                default -> {
                    return at > end ? MALFORMED : (long) protocol << 32 | at;
                }
            }
            if (at > end) {
                return MALFORMED;
            }
        }
        return MALFORMED;
    }

    /** The protocol in an answer of {@link #upperLayer}. */
    public static int protocolOf(long upperLayer) {
        return (int) (upperLayer >>> 32);
    }

    /** The offset, counted as {@code off} was, in an answer of {@link #upperLayer}. */
    public static int offsetOf(long upperLayer) {
        return (int) upperLayer;
    }

    /** Writes a header. {@code flowLabel} has 20 bits, {@code payloadOctets} is at most 65535. */
    public static void writeHeader(
            byte[] b,
            int off,
            int trafficClass,
            int flowLabel,
            int payloadOctets,
            int nextHeader,
            int hopLimit,
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow) {
        Octets.putS32(b, off, 0x6000_0000 | (trafficClass & 0xFF) << 20 | (flowLabel & 0xF_FFFF));
        Octets.putU16(b, off + PAYLOAD_LENGTH, payloadOctets);
        Octets.putU8(b, off + NEXT_HEADER, nextHeader);
        Octets.putU8(b, off + HOP_LIMIT, hopLimit);
        Octets.putS64(b, off + SOURCE, sourceHigh);
        Octets.putS64(b, off + SOURCE + 8, sourceLow);
        Octets.putS64(b, off + DESTINATION, destinationHigh);
        Octets.putS64(b, off + DESTINATION + 8, destinationLow);
    }

    /** The running sum of both addresses, which the pseudo header of every upper layer begins with (RFC 8200 §8.1). */
    public static long addressSum(byte[] b, int off) {
        return Checksum.add(0, b, off + SOURCE, 32);
    }

    /** As above, of addresses that stand in no packet yet. */
    public static long addressSum(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        return halves(sourceHigh) + halves(sourceLow) + halves(destinationHigh) + halves(destinationLow);
    }

    private static long halves(long half) {
        return (half >>> 32) + (half & 0xFFFF_FFFFL);
    }
}
