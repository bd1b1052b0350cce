package io.sextant.topology.host;

/** Which IPv6 addresses are this host's, and which solicited-node groups follow: a hash of primitives with counts. */
final class Ipv6Addresses {

    private static final long LINK_GROUP_HIGH = 0xFF02_0000_0000_0000L;
    private static final long SOLICITED_NODE_LOW = 0x1_FF00_0000L;

    private long[] highs = new long[16];
    private long[] lows = new long[16];
    private int[] counts = new int[16];
    private boolean[] claimed = new boolean[16];
    private int used;

    /** Counts one more (or, with -1, one less) use of an address, and of its solicited-node group. */
    void count(long high, long low, int change) {
        add(high, low, change);
        add(LINK_GROUP_HIGH, SOLICITED_NODE_LOW | (low & 0xFF_FFFF), change);
    }

    /** Whether the address, or group, is one of this host's. */
    boolean contains(long high, long low) {
        return counts[slotOf(high, low)] > 0;
    }

    private void add(long high, long low, int change) {
        if (used * 2 >= counts.length) {
            grow();
        }
        int slot = slotOf(high, low);
        if (!claimed[slot]) {
            claimed[slot] = true;
            highs[slot] = high;
            lows[slot] = low;
            used++;
        }
        counts[slot] += change;
    }

    /** What was counted down to nothing keeps its slot until the table grows. */
    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        int[] oldCounts = counts;
        int slots = counts.length * 2;
        highs = new long[slots];
        lows = new long[slots];
        counts = new int[slots];
        claimed = new boolean[slots];
        used = 0;
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != 0) {
                add(oldHighs[i], oldLows[i], oldCounts[i]);
            }
        }
    }

    private int slotOf(long high, long low) {
        int mask = counts.length - 1;
        int slot = (int) ((high ^ low * 0x9E37_79B9_7F4A_7C15L) >>> 29) & mask;
        while (claimed[slot] && (highs[slot] != high || lows[slot] != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
