package io.sextant.protocol.address;

import java.util.Optional;

/** An IPv4 or IPv6 address. Ordered by family (IPv4 first), then as an unsigned big-endian number. */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /** The octets in network order, 4 or 16 of them. */
    byte[] toOctets();

    /**
     * The first eight of sixteen octets. An IPv4 address stands in its mapped form ::ffff:a.b.c.d (RFC 4291 §2.5.5.2),
     * as Linux' sockets keep it, so {@code high} and {@code low} name any address without an object.
     */
    long high();

    /** The last eight of sixteen octets; see {@link #high}. */
    long low();

    IpVersion version();

    /** The address this many behind this one; {@code count} is unsigned, and counting wraps round. */
    IpAddress plus(long count);

    /** Length in bits of an address of this family: 32 or 128. */
    default int lengthBits() {
        return version().addressBits();
    }

    /** The prefix that holds this address alone. */
    IpPrefix toHostPrefix();

    /** Leading bits shared with another address of the same version; 0 where versions differ. */
    default int commonBits(IpAddress other) {
        if (version() != other.version()) {
            return 0;
        }
        int same = Long.numberOfLeadingZeros(high() ^ other.high());
        if (same == Long.SIZE) {
            same += Long.numberOfLeadingZeros(low() ^ other.low());
        }
        return same - (2 * Long.SIZE - lengthBits());
    }

    /** The address of two halves; the mapped form is an IPv4 address. */
    static IpAddress of(long high, long low) {
        return isMapped(high, low) ? new Ipv4Address((int) low) : new Ipv6Address(high, low);
    }

    /** Whether two halves are the mapped form of an IPv4 address. */
    static boolean isMapped(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /** The low half of an IPv4 address' mapped form; its high half is 0. */
    static long mapped(int ipv4Bits) {
        return 0xFFFF_0000_0000L | (ipv4Bits & 0xFFFF_FFFFL);
    }

    /** Reads either family; throws {@link IllegalArgumentException} with the text that was refused. */
    static IpAddress parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IP address: " + text));
    }

    /** Reads either family, or nothing when the text is neither. */
    static Optional<IpAddress> tryParse(String text) {
        if (text.indexOf(':') >= 0) {
            return Ipv6Address.tryParse(text).map(address -> address);
        }
        return Ipv4Address.tryParse(text).map(address -> address);
    }
}
