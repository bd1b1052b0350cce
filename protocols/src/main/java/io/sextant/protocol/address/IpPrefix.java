package io.sextant.protocol.address;

import java.util.Optional;

/** An address block in canonical form: no bit set behind the prefix length. Ordered by address, then shorter first. */
public sealed interface IpPrefix extends Comparable<IpPrefix> permits Ipv4Prefix, Ipv6Prefix {

    /** The first address of the block. */
    IpAddress address();

    /** The last address of the block. */
    IpAddress last();

    /** Prefix length in bits, 0..32 or 0..128. */
    int length();

    /** Whether the address lies in this block; false for the other family. */
    boolean contains(IpAddress address);

    /** Whether every address of {@code other} lies in this block; a prefix contains itself. */
    default boolean contains(IpPrefix other) {
        return length() <= other.length() && contains(other.address());
    }

    /** Reads {@code address/length}; bits behind the length are an error, as in router configurations. */
    static IpPrefix parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not a canonical prefix: " + text));
    }

    /** As {@link #parse}, or nothing when the text is no canonical prefix. */
    static Optional<IpPrefix> tryParse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || slash + 1 == text.length() || text.length() - slash > 4) {
            return Optional.empty();
        }
        int length = 0;
        for (int i = slash + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || (c == '0' && i == slash + 1 && text.length() > slash + 2)) {
                return Optional.empty();
            }
            length = length * 10 + c - '0';
        }
        int lengthBits = length;
        return IpAddress.tryParse(text.substring(0, slash))
                .filter(address -> lengthBits <= address.lengthBits())
                .flatMap(address -> {
                    IpPrefix prefix = of(address, lengthBits);
                    return prefix.address().equals(address) ? Optional.of(prefix) : Optional.empty();
                });
    }

    /** The block of this length that holds the address; bits behind the length are cleared. */
    static IpPrefix of(IpAddress address, int length) {
        return address instanceof Ipv4Address ipv4
                ? new Ipv4Prefix(ipv4, length)
                : new Ipv6Prefix((Ipv6Address) address, length);
    }

    @Override
    default int compareTo(IpPrefix other) {
        int byAddress = address().compareTo(other.address());
        return byAddress != 0 ? byAddress : Integer.compare(length(), other.length());
    }
}
