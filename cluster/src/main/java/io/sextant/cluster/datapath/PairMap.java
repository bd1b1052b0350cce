package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A small hash map from pairs of {@code long} to values, open addressing; looking up allocates nothing. An address is such
 * a pair: its halves, IPv4 in its mapped form ({@link io.sextant.protocol.address.IpAddress#high}).
 */
final class PairMap<V> {

    private long[] highs = new long[64];
    private long[] lows = new long[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int used;

    @SuppressWarnings("unchecked")
    @Nullable
    V get(long high, long low) {
        return (V) values[find(high, low)];
    }

    /** The value of a key that is one number. */
    @Nullable
    V get(long number) {
        return get(0, number);
    }

    void put(long number, V value) {
        put(0, number, value);
    }

    void put(IpAddress address, V value) {
        put(address.high(), address.low(), value);
    }

    private void put(long high, long low, V value) {
        if (used * 2 >= values.length) {
            long[] oldHighs = highs;
            long[] oldLows = lows;
            @Nullable Object[] oldValues = values;
            highs = new long[oldValues.length * 2];
            lows = new long[oldValues.length * 2];
            values = new @Nullable Object[oldValues.length * 2];
            used = 0;
            for (int i = 0; i < oldValues.length; i++) {
                Object old = oldValues[i];
                if (old != null) {
                    insert(oldHighs[i], oldLows[i], old);
                }
            }
        }
        insert(high, low, value);
    }

    /** Removes a key; the entries behind it in its run move up, as linear probing needs. */
    void remove(IpAddress address) {
        int mask = values.length - 1;
        int place = find(address.high(), address.low());
        if (values[place] == null) {
            return;
        }
        used--;
        int hole = place;
        int next = hole + 1 & mask;
        while (values[next] != null) {
            int home = place(highs[next], lows[next], values.length);
            if ((next - home & mask) >= (next - hole & mask)) {
                highs[hole] = highs[next];
                lows[hole] = lows[next];
                values[hole] = values[next];
                hole = next;
            }
            next = next + 1 & mask;
        }
        values[hole] = null;
    }

    void clear() {
        Arrays.fill(values, null);
        used = 0;
    }

    private void insert(long high, long low, Object value) {
        int place = find(high, low);
        if (values[place] == null) {
            used++;
        }
        highs[place] = high;
        lows[place] = low;
        values[place] = value;
    }

    /** Where the key is, or the free place it would take. */
    private int find(long high, long low) {
        int place = place(high, low, values.length);
        while (values[place] != null && (lows[place] != low || highs[place] != high)) {
            place = place + 1 & values.length - 1;
        }
        return place;
    }

    private static int place(long high, long low, int length) {
        return (int) ((low ^ high * 0xBF58_476D_1CE4_E5B9L) * 0x9E37_79B9_7F4A_7C15L >>> 32) & length - 1;
    }
}
