package io.sextant.protocol.icmp;

import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an ICMPv6 message (RFC 4443 §2.1); {@code off} is its first octet, {@code length} the octets from there to the
 * end of the packet. The checksum covers the addresses: {@code addressSum} is {@link io.sextant.protocol.ip.Ipv6#addressSum}.
 * The first eight octets are those of {@link Icmp}; messages of neighbour discovery are {@link Ndp}'s.
 */
public final class Icmpv6 {

    /** Length of the header in octets. */
    public static final int HEADER_OCTETS = 8;

    public static final int DESTINATION_UNREACHABLE = 1;
    public static final int PACKET_TOO_BIG = 2;
    public static final int TIME_EXCEEDED = 3;
    public static final int PARAMETER_PROBLEM = 4;
    public static final int ECHO_REQUEST = 128;
    public static final int ECHO_REPLY = 129;
    public static final int ROUTER_SOLICITATION = 133;
    public static final int ROUTER_ADVERTISEMENT = 134;
    public static final int NEIGHBOUR_SOLICITATION = 135;
    public static final int NEIGHBOUR_ADVERTISEMENT = 136;

    // RFC 4443 §3.1: codes of "destination unreachable"
    public static final int NO_ROUTE = 0;
    public static final int PROHIBITED = 1;
    public static final int BEYOND_SCOPE = 2;
    public static final int ADDRESS_UNREACHABLE = 3;
    public static final int PORT_UNREACHABLE = 4;

    /** Code of "parameter problem": the next header is not known (RFC 4443 §3.4). */
    public static final int UNKNOWN_NEXT_HEADER = 1;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int REST = 4;
    private static final int LEAST_INFORMATIONAL = 128;

    private Icmpv6() {}

    /** Length and checksum; any type and code pass. */
    public static WireCheck check(byte[] b, int off, int length, long addressSum) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        return sum(b, off, length, addressSum) == 0 ? WireCheck.OK : WireCheck.BAD_CHECKSUM;
    }

    public static int type(byte[] b, int off) {
        return Octets.u8(b, off + TYPE);
    }

    public static int code(byte[] b, int off) {
        return Octets.u8(b, off + CODE);
    }

    /** The word at offset 4: the MTU of "packet too big", the pointer of "parameter problem". */
    public static int rest(byte[] b, int off) {
        return Octets.s32(b, off + REST);
    }

    /** Echo messages only. */
    public static int identifier(byte[] b, int off) {
        return Octets.u16(b, off + REST);
    }

    /** Echo messages only. */
    public static int sequence(byte[] b, int off) {
        return Octets.u16(b, off + REST + 2);
    }

    /** Whether this type reports an error, so that no error may answer it (RFC 4443 §2.1, §2.4 e). */
    public static boolean isError(byte[] b, int off) {
        return type(b, off) < LEAST_INFORMATIONAL;
    }

    /** Writes a header over {@code dataOctets} that already stand behind it; {@code rest} is the word at offset 4. */
    public static void writeHeader(byte[] b, int off, int type, int code, int rest, int dataOctets, long addressSum) {
        Octets.putU16(b, off + TYPE, type << 8 | (code & 0xFF));
        Octets.putS32(b, off + REST, rest);
        writeChecksum(b, off, HEADER_OCTETS + dataOctets, addressSum);
    }

    /** Sums a message of {@code length} octets and writes its checksum. */
    public static void writeChecksum(byte[] b, int off, int length, long addressSum) {
        Octets.putU16(b, off + CHECKSUM, 0);
        Octets.putU16(b, off + CHECKSUM, sum(b, off, length, addressSum));
    }

    private static int sum(byte[] b, int off, int length, long addressSum) {
        return Checksum.finish(Checksum.add(addressSum + IpProtocol.ICMPV6 + length, b, off, length));
    }
}
