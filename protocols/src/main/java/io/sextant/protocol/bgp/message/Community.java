package io.sextant.protocol.bgp.message;

/** A 32-bit community, ordered as an unsigned number (RFC 1997). */
public record Community(int bits) implements Comparable<Community> {

    /** RFC 8326: the sender is about to take this path away. */
    public static final Community GRACEFUL_SHUTDOWN = new Community(0xFFFF_0000);

    /** RFC 9494 §4.2. */
    public static final Community LLGR_STALE = new Community(0xFFFF_0006);

    /** RFC 9494 §4.3. */
    public static final Community NO_LLGR = new Community(0xFFFF_0007);

    /** RFC 7999. */
    public static final Community BLACKHOLE = new Community(0xFFFF_029A);

    /** RFC 1997: not beyond this AS or confederation. */
    public static final Community NO_EXPORT = new Community(0xFFFF_FF01);

    /** RFC 1997: not to any peer. */
    public static final Community NO_ADVERTISE = new Community(0xFFFF_FF02);

    /** RFC 1997: not beyond this AS, nor to other members of the confederation. */
    public static final Community NO_EXPORT_SUBCONFED = new Community(0xFFFF_FF03);

    /** RFC 3765: not to peers of other organisations; FRR's {@code no-peer}. */
    public static final Community NO_PEER = new Community(0xFFFF_FF04);

    /** {@code high:low}, each 0..65535. */
    public static Community of(int high, int low) {
        if (high >>> 16 != 0 || low >>> 16 != 0) {
            throw new IllegalArgumentException("no community: " + high + ":" + low);
        }
        return new Community(high << 16 | low);
    }

    @Override
    public int compareTo(Community other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    /** {@code 64512:100}; names of well-known ones are the printouts' business. */
    @Override
    public String toString() {
        return (bits >>> 16) + ":" + (bits & 0xFFFF);
    }
}
