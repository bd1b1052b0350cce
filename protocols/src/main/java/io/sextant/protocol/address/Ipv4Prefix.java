package io.sextant.protocol.address;

/** An IPv4 block; the constructor clears the bits behind the length (0..32). */
public record Ipv4Prefix(Ipv4Address address, int length) implements IpPrefix {

    /** 0.0.0.0/0. */
    public static final Ipv4Prefix DEFAULT_ROUTE = new Ipv4Prefix(Ipv4Address.ANY, 0);

    public Ipv4Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + " is not in 0..32");
        }
        address = new Ipv4Address(address.bits() & mask(length));
    }

    /** Reads {@code a.b.c.d/length}; bits behind the length are an error. */
    public static Ipv4Prefix parse(String text) {
        if (IpPrefix.parse(text) instanceof Ipv4Prefix prefix) {
            return prefix;
        }
        throw new IllegalArgumentException("not an IPv4 prefix: " + text);
    }

    /** The netmask of a prefix length as bits in host order. */
    public static int mask(int length) {
        return length == 0 ? 0 : -1 << 32 - length;
    }

    /** The last address of the block: the directed broadcast where that has a meaning. */
    @Override
    public Ipv4Address last() {
        return new Ipv4Address(address.bits() | ~mask(length));
    }

    /** Whether the address given as host-order bits lies in this block. */
    public boolean contains(int bits) {
        return (bits & mask(length)) == address.bits();
    }

    @Override
    public boolean contains(IpAddress other) {
        return other instanceof Ipv4Address ipv4 && contains(ipv4.bits());
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
