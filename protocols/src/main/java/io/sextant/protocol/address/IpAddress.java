package io.sextant.protocol.address;

import java.util.Optional;

/** An IPv4 or IPv6 address. Ordered by family (IPv4 first), then as an unsigned big-endian number. */
public sealed interface IpAddress extends Comparable<IpAddress> permits Ipv4Address, Ipv6Address {

    /** The octets in network order, 4 or 16 of them. */
    byte[] toOctets();

    /** Length in bits of an address of this family: 32 or 128. */
    int lengthBits();

    /** The prefix that holds this address alone. */
    IpPrefix toHostPrefix();

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
