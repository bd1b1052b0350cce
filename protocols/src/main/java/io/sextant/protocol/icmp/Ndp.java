package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;

/**
 * A view of a neighbour solicitation or advertisement (RFC 4861 §4.3, §4.4); {@code off} is the first octet of ICMPv6.
 * MAC addresses are the low 48 bits of a {@code long}.
 *
 * <pre>
 * 0      1      2          4                  8                24     25      26
 * +------+------+----------+------------------+-----------------+------+-------+-------------+
 * | type | code | checksum | flags, reserved  | target address  | kind | words | MAC address |
 * +------+------+----------+------------------+-----------------+------+-------+-------------+
 * </pre>
 */
public final class Ndp {

    /** A message without options, in octets. */
    public static final int HEADER_OCTETS = 24;

    /** A message with a link-layer address option, in octets. */
    public static final int WITH_MAC_OCTETS = 32;

    /** Neighbour discovery never crosses a router: the hop limit it is sent and must arrive with. */
    public static final int HOP_LIMIT = 255;

    /** The sender is a router. */
    public static final int ROUTER = 1 << 31;

    /** The advertisement answers a solicitation. */
    public static final int SOLICITED = 1 << 30;

    /** A MAC address that is already known is to be replaced. */
    public static final int OVERRIDE = 1 << 29;

    /** {@link #mac} found no such option. */
    public static final long NO_MAC = -1;

    static final int SOURCE_MAC_OPTION = 1;
    static final int TARGET_MAC_OPTION = 2;

    private static final int FLAGS = 4;
    private static final int TARGET = 8;

    private Ndp() {}

    /**
     * The checks of RFC 4861 §7.1 beyond {@link Icmpv6#check}: hop limit 255, code 0, a target that is no group, options
     * that are longer than nothing and end with the message.
     */
    public static WireCheck check(byte[] b, int off, int length, int hopLimit) {
        if (length < HEADER_OCTETS || length > b.length - off) {
            return WireCheck.TRUNCATED;
        }
        if (hopLimit != HOP_LIMIT || Icmpv6.code(b, off) != 0 || Ipv6Address.isMulticast(targetHigh(b, off))) {
            return WireCheck.BAD_VERSION;
        }
        for (int at = off + HEADER_OCTETS; at < off + length; ) {
            if (off + length - at < 8) {
                return WireCheck.TRUNCATED;
            }
            int words = Octets.u8(b, at + 1);
            if (words == 0 || words * 8 > off + length - at) {
                return WireCheck.BAD_LENGTH;
            }
            at += words * 8;
        }
        return WireCheck.OK;
    }

    /** {@link #ROUTER}, {@link #SOLICITED} and {@link #OVERRIDE} of an advertisement. */
    public static int flags(byte[] b, int off) {
        return Octets.s32(b, off + FLAGS);
    }

    public static long targetHigh(byte[] b, int off) {
        return Octets.s64(b, off + TARGET);
    }

    public static long targetLow(byte[] b, int off) {
        return Octets.s64(b, off + TARGET + 8);
    }

    /** The sender's MAC address in a solicitation, the target's in an advertisement; {@link #NO_MAC} without. */
    public static long mac(byte[] b, int off, int length) {
        boolean solicitation = Icmpv6.type(b, off) == Icmpv6.NEIGHBOUR_SOLICITATION;
        int wanted = solicitation ? SOURCE_MAC_OPTION : TARGET_MAC_OPTION;
        for (int at = off + HEADER_OCTETS; at < off + length; at += Octets.u8(b, at + 1) * 8) {
            if (Octets.u8(b, at) == wanted) {
                return Octets.u48(b, at + 2);
            }
        }
        return NO_MAC;
    }

    /**
     * Writes a whole message, checksum included.
     *
     * @param type solicitation or advertisement
     * @param mac of the sender or the target; {@link #NO_MAC} for none
     * @return its length in octets
     */
    public static int write(
            byte[] b, int off, int type, int flags, long targetHigh, long targetLow, long mac, long addressSum) {
        int length = mac == NO_MAC ? HEADER_OCTETS : WITH_MAC_OCTETS;
        Octets.putU16(b, off, type << 8);
        Octets.putS32(b, off + FLAGS, flags);
        Octets.putS64(b, off + TARGET, targetHigh);
        Octets.putS64(b, off + TARGET + 8, targetLow);
        if (mac != NO_MAC) {
            int kind = type == Icmpv6.NEIGHBOUR_SOLICITATION ? SOURCE_MAC_OPTION : TARGET_MAC_OPTION;
            Octets.putU16(b, off + HEADER_OCTETS, kind << 8 | 1);
            Octets.putU48(b, off + HEADER_OCTETS + 2, mac);
        }
        Icmpv6.writeChecksum(b, off, length, addressSum);
        return length;
    }
}
