package io.sextant.protocol.ethernet;

import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an Ethernet II header inside a frame's octets. {@code off} is the header's first octet; addresses are the low
 * 48 bits of a {@code long}. The frame check sequence is not part of a frame here, as in a capture.
 *
 * <pre>
 * 0            6            12     14
 * +------------+------------+------+----------
 * | destination| source     | type | payload
 * +------------+------------+------+----------
 * </pre>
 */
public final class Ethernet {

    /** Length of the header in octets. */
    public static final int HEADER_OCTETS = 14;

    private static final int DESTINATION = 0;
    private static final int SOURCE = 6;
    private static final int TYPE = 12;
    private static final long GROUP_BIT = 1L << 40;

    private Ethernet() {}

    /** Whether {@code length} octets can hold the header. */
    public static WireCheck check(byte[] b, int off, int length) {
        return length < HEADER_OCTETS || length > b.length - off ? WireCheck.TRUNCATED : WireCheck.OK;
    }

    public static long destination(byte[] b, int off) {
        return Octets.u48(b, off + DESTINATION);
    }

    public static long source(byte[] b, int off) {
        return Octets.u48(b, off + SOURCE);
    }

    /** The type as in {@link EtherType}; values below 1536 are IEEE 802.3 lengths. */
    public static int etherType(byte[] b, int off) {
        return Octets.u16(b, off + TYPE);
    }

    /** Whether an address is multicast or broadcast. */
    public static boolean isGroup(long address) {
        return (address & GROUP_BIT) != 0;
    }

    public static void setDestination(byte[] b, int off, long address) {
        Octets.putU48(b, off + DESTINATION, address);
    }

    public static void setSource(byte[] b, int off, long address) {
        Octets.putU48(b, off + SOURCE, address);
    }

    /** Writes the whole header, for instance into the headroom before a packet. */
    public static void writeHeader(byte[] b, int off, long destination, long source, int etherType) {
        Octets.putU48(b, off + DESTINATION, destination);
        Octets.putU48(b, off + SOURCE, source);
        Octets.putU16(b, off + TYPE, etherType);
    }
}
