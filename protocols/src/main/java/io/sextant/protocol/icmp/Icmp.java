package io.sextant.protocol.icmp;

import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of an ICMP message (RFC 792); {@code off} is its first octet, {@code length} the octets behind the IP header.
 *
 * <pre>
 * 0      1      2          4              6                8
 * +------+------+----------+--------------+----------------+-----------------
 * | type | code | checksum | identifier   | sequence number| data or quotation
 * +------+------+----------+--------------+----------------+-----------------
 * </pre>
 */
public final class Icmp {

    /** Length of the header in octets. */
    public static final int HEADER_OCTETS = 8;

    public static final int ECHO_REPLY = 0;
    public static final int DESTINATION_UNREACHABLE = 3;
    public static final int REDIRECT = 5;
    public static final int ECHO_REQUEST = 8;
    public static final int TIME_EXCEEDED = 11;

    private static final int TYPE = 0;
    private static final int CODE = 1;
    private static final int CHECKSUM = 2;
    private static final int IDENTIFIER = 4;
    private static final int SEQUENCE = 6;

    private Icmp() {}

    /** Length and checksum; any type and code pass. */
    public static WireCheck check(byte[] b, int off, int length) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        return Checksum.of(b, off, length) == 0 ? WireCheck.OK : WireCheck.BAD_CHECKSUM;
    }

    public static int type(byte[] b, int off) {
        return Octets.u8(b, off + TYPE);
    }

    public static int code(byte[] b, int off) {
        return Octets.u8(b, off + CODE);
    }

    /** Echo messages only. */
    public static int identifier(byte[] b, int off) {
        return Octets.u16(b, off + IDENTIFIER);
    }

    /** Echo messages only. */
    public static int sequence(byte[] b, int off) {
        return Octets.u16(b, off + SEQUENCE);
    }

    /** Whether this type reports an error, so that no ICMP error may answer it (RFC 1122 §3.2.2). */
    public static boolean isError(byte[] b, int off) {
        int type = type(b, off);
        return type == DESTINATION_UNREACHABLE || type == REDIRECT || type == TIME_EXCEEDED;
    }

    /** Turns an echo request into its reply in place, checksum included. */
    public static void turnIntoReply(byte[] b, int off) {
        int old = Octets.u16(b, off + TYPE);
        int changed = ECHO_REPLY << 8 | code(b, off);
        Octets.putU16(b, off + TYPE, changed);
        Octets.putU16(b, off + CHECKSUM, Checksum.update(Octets.u16(b, off + CHECKSUM), old, changed));
    }

    /** Writes a header over {@code dataOctets} that already stand behind it; {@code rest} is the word at offset 4. */
    public static void writeHeader(byte[] b, int off, int type, int code, int rest, int dataOctets) {
        Octets.putU16(b, off + TYPE, type << 8 | (code & 0xFF));
        Octets.putU16(b, off + CHECKSUM, 0);
        Octets.putS32(b, off + IDENTIFIER, rest);
        Octets.putU16(b, off + CHECKSUM, Checksum.of(b, off, HEADER_OCTETS + dataOctets));
    }
}
