package io.sextant.protocol.address;

/** An IPv6 block; the constructor clears the bits behind the length (0..128). */
public record Ipv6Prefix(Ipv6Address address, int length) implements IpPrefix {

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
    public boolean contains(IpAddress other) {
        return other instanceof Ipv6Address ipv6 && masked(ipv6, length).equals(address);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }

    private static Ipv6Address masked(Ipv6Address address, int length) {
        long high = length >= 64 ? address.high() : address.high() & mask(length);
        long low = length <= 64 ? 0 : address.low() & mask(length - 64);
        return new Ipv6Address(high, low);
    }

    private static long mask(int length) {
        return length == 0 ? 0 : -1L << 64 - length;
    }
}
