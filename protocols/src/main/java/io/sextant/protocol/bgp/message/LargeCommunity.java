package io.sextant.protocol.bgp.message;

/** Three unsigned 32-bit numbers (RFC 8092). Ordered by the first, then the second, then the third. */
public record LargeCommunity(int administrator, int first, int second) implements Comparable<LargeCommunity> {

    @Override
    public int compareTo(LargeCommunity other) {
        int byAdministrator = Integer.compareUnsigned(administrator, other.administrator);
        if (byAdministrator != 0) {
            return byAdministrator;
        }
        int byFirst = Integer.compareUnsigned(first, other.first);
        return byFirst != 0 ? byFirst : Integer.compareUnsigned(second, other.second);
    }

    @Override
    public String toString() {
        return Integer.toUnsignedString(administrator)
                + ":"
                + Integer.toUnsignedString(first)
                + ":"
                + Integer.toUnsignedString(second);
    }
}
