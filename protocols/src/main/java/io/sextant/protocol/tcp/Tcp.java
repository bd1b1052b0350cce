package io.sextant.protocol.tcp;

import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of a TCP header (RFC 9293 §3.1); {@code off} is its first octet.
 *
 * <pre>
 *  0          4         8               16                         31
 * +-----------------------------------+-----------------------------+
 * |            source port            |      destination port       |  0
 * |                          sequence number                        |  4
 * |                       acknowledgment number                     |  8
 * | offset |  reserved  |    flags    |           window            | 12
 * |             checksum              |       urgent pointer        | 16
 * |                     options (0..40 octets), data                | 20
 * +-----------------------------------------------------------------+
 * </pre>
 */
public final class Tcp {

    /** Length of a header without options, in octets. */
    public static final int HEADER_OCTETS = 20;

    static final int SOURCE_PORT = 0;
    static final int DESTINATION_PORT = 2;
    static final int SEQUENCE = 4;
    static final int ACKNOWLEDGMENT = 8;
    static final int DATA_OFFSET = 12;
    static final int FLAGS = 13;
    static final int WINDOW = 14;
    static final int CHECKSUM = 16;
    static final int URGENT_POINTER = 18;

    private Tcp() {}

    /** Lengths and checksum; {@code length} is the IP payload's length, {@code source} and {@code destination} IPv4 bits. */
    public static WireCheck check(byte[] b, int off, int length, int source, int destination) {
        return check(b, off, length, Ipv4.addressSum(source, destination));
    }

    /** As above with the running sum of both addresses, of either version of IP. */
    public static WireCheck check(byte[] b, int off, int length, long addressSum) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        int headerLength = headerLength(b, off);
        if (headerLength < HEADER_OCTETS || headerLength > length) {
            return WireCheck.BAD_HEADER_LENGTH;
        }
        long sum = addressSum + IpProtocol.TCP + length;
        return Checksum.finish(Checksum.add(sum, b, off, length)) == 0 ? WireCheck.OK : WireCheck.BAD_CHECKSUM;
    }

    public static int sourcePort(byte[] b, int off) {
        return Octets.u16(b, off + SOURCE_PORT);
    }

    public static int destinationPort(byte[] b, int off) {
        return Octets.u16(b, off + DESTINATION_PORT);
    }

    public static int sequence(byte[] b, int off) {
        return Octets.s32(b, off + SEQUENCE);
    }

    public static int acknowledgment(byte[] b, int off) {
        return Octets.s32(b, off + ACKNOWLEDGMENT);
    }

    /** Header length in octets, options included. */
    public static int headerLength(byte[] b, int off) {
        return Octets.u8(b, off + DATA_OFFSET) >>> 4 << 2;
    }

    /** The control bits as in {@link TcpFlags}. */
    public static int flags(byte[] b, int off) {
        return Octets.u8(b, off + FLAGS);
    }

    /** The window field as it stands, not scaled. */
    public static int window(byte[] b, int off) {
        return Octets.u16(b, off + WINDOW);
    }

    public static int checksum(byte[] b, int off) {
        return Octets.u16(b, off + CHECKSUM);
    }

    public static int urgentPointer(byte[] b, int off) {
        return Octets.u16(b, off + URGENT_POINTER);
    }

    /** Sums header, options and data of {@code length} octets and writes the checksum. */
    public static void writeChecksum(byte[] b, int off, int length, int source, int destination) {
        writeChecksum(b, off, length, Ipv4.addressSum(source, destination));
    }

    /** As above with the running sum of both addresses, of either version of IP. */
    public static void writeChecksum(byte[] b, int off, int length, long addressSum) {
        Octets.putU16(b, off + CHECKSUM, 0);
        long sum = addressSum + IpProtocol.TCP + length;
        Octets.putU16(b, off + CHECKSUM, Checksum.finish(Checksum.add(sum, b, off, length)));
    }
}
