package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Prefix;
import org.jspecify.annotations.Nullable;

/** IPv6 routes of one prefix length: open addressing, linear probing, keys as two halves in arrays. */
final class Ipv6PrefixTable extends PrefixTable {

    private final long highMask;
    private final long lowMask;
    private long[] highs = new long[LEAST_SLOTS];
    private long[] lows = new long[LEAST_SLOTS];
    private @Nullable RouteEntry[] entries = new RouteEntry[LEAST_SLOTS];
    private int mask = LEAST_SLOTS - 1;
    private int size;

    Ipv6PrefixTable(int length) {
        super(length);
        this.highMask = Ipv6Prefix.highMask(length);
        this.lowMask = Ipv6Prefix.lowMask(length);
    }

    @Override
    int size() {
        return size;
    }

    /** The chain of routes to the prefix of this length that holds the address. */
    @Nullable
    RouteEntry find(long high, long low) {
        return entries[slotOf(high & highMask, low & lowMask)];
    }

    @Override
    @Nullable
    RouteEntry find(IpPrefix prefix) {
        return find(prefix.address().high(), prefix.address().low());
    }

    @Override
    void put(IpPrefix prefix, RouteEntry entry) {
        if (size * 2 >= highs.length) {
            refill(highs.length * 2);
        }
        put(prefix.address().high(), prefix.address().low(), entry);
    }

    private void put(long high, long low, RouteEntry entry) {
        int slot = slotOf(high, low);
        if (entries[slot] == null) {
            size++;
        }
        highs[slot] = high;
        lows[slot] = low;
        entries[slot] = entry;
    }

    /** Closes the gap by moving back what was pushed past the removed slot. */
    @Override
    void remove(IpPrefix prefix) {
        int gap = slotOf(prefix.address().high(), prefix.address().low());
        if (entries[gap] == null) {
            return;
        }
        size--;
        entries[gap] = null;
        for (int slot = gap + 1 & mask; entries[slot] != null; slot = slot + 1 & mask) {
            int home = home(highs[slot], lows[slot]);
            if ((slot - home & mask) >= (slot - gap & mask)) {
                highs[gap] = highs[slot];
                lows[gap] = lows[slot];
                entries[gap] = entries[slot];
                entries[slot] = null;
                gap = slot;
            }
        }
    }

    @Override
    RouteEntry[] chains() {
        return filled(entries, size);
    }

    private void refill(int slots) {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        @Nullable RouteEntry[] oldEntries = entries;
        highs = new long[slots];
        lows = new long[slots];
        entries = new RouteEntry[slots];
        mask = slots - 1;
        size = 0;
        for (int i = 0; i < oldHighs.length; i++) {
            RouteEntry entry = oldEntries[i];
            if (entry != null) {
                put(oldHighs[i], oldLows[i], entry);
            }
        }
    }

    /** The slot that holds the key, or the free one where it would stand. */
    private int slotOf(long high, long low) {
        int slot = home(high, low);
        while (entries[slot] != null && (highs[slot] != high || lows[slot] != low)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int home(long high, long low) {
        long mixed = (high * 0x9E37_79B9_7F4A_7C15L ^ low) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 33) & mask;
    }
}
