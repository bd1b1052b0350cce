package io.sextant.protocol.address;

/** An IPv6 block; the constructor clears the bits behind the length (0..128). */
public record Ipv6Prefix(Ipv6Address address, int length) implements IpPrefix {

    /** ::/0. */
    public static final Ipv6Prefix DEFAULT_ROUTE = new Ipv6Prefix(Ipv6Address.ANY, 0);

    public Ipv6Prefix {
        if (length < 0 || length > 128) {
            throw new IllegalArgumentException("prefix length " + length + " is not in 0..128");
        }
        address = masked(address, length);
    }

    /** Reads {@code address/length}; bits behind the length are an error. */
    public static Ipv6Prefix parse(String text) {
        if (IpPrefix.parse(text) instanceof Ipv6Prefix prefix) {
            return prefix;
        }
        throw new IllegalArgumentException("not an IPv6 prefix: " + text);
    }

    @Override
    public Ipv6Address last() {
        return new Ipv6Address(address.high() | ~highMask(length), address.low() | ~lowMask(length));
    }

    @Override
    public boolean contains(IpAddress other) {
        return other instanceof Ipv6Address ipv6 && contains(ipv6.high(), ipv6.low());
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    /** Whether the address given as two halves lies in this block. */
    public boolean contains(long high, long low) {
        return (high & highMask(length)) == address.high() && (low & lowMask(length)) == address.low();
    }

    /** The first 64 bits of a prefix length's mask. */
    public static long highMask(int length) {
        return length == 0 ? 0 : length >= 64 ? -1L : -1L << 64 - length;
    }

    /** The last 64 bits of a prefix length's mask. */
    public static long lowMask(int length) {
        return length <= 64 ? 0 : -1L << 128 - length;
    }

    private static Ipv6Address masked(Ipv6Address address, int length) {
        return new Ipv6Address(address.high() & highMask(length), address.low() & lowMask(length));
    }
}
