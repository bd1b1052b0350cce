package io.sextant.protocol.bgp.message;

/** A 64-bit extended community as on the wire: type, subtype, value (RFC 4360 §2). Ordered as an unsigned number. */
public record ExtendedCommunity(long bits) implements Comparable<ExtendedCommunity> {

    /** The type octet. */
    public int type() {
        return (int) (bits >>> 56);
    }

    /** The second octet. */
    public int subtype() {
        return (int) (bits >>> 48) & 0xFF;
    }

    /** Whether it stays behind when the route leaves the AS. */
    public boolean isTransitive() {
        return (type() & 0x40) == 0;
    }

    @Override
    public int compareTo(ExtendedCommunity other) {
        return Long.compareUnsigned(bits, other.bits);
    }
}
