package io.sextant.lab.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects by one end of a connection, or by a number, without allocation per look-up: open addressing with linear probing. The
 * address is halves ({@link io.sextant.protocol.address.IpAddress#high}).
 */
final class FlowTable<T> {

    private static final int LIMIT = 1 << 24;

    private long[] highs = new long[256];
    private long[] lows = new long[256];
    private int[] ports = new int[256];
    private Object[] values = new Object[256];
    private int size;

    @Nullable
    T get(long number) {
        return get(0, number, 0);
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long high, long low, int port) {
        return (T) values[place(high, low, port)];
    }

    /** Adds or replaces. */
    void put(long number, T value) {
        put(0, number, 0, value);
    }

    /** Adds or replaces. */
    void put(long high, long low, int port, T value) {
        if (size * 2 >= values.length) {
            grow();
        }
        int i = place(high, low, port);
        size += values[i] == null ? 1 : 0;
        set(i, high, low, port, value);
    }

    private void set(int i, long high, long low, int port, Object value) {
        highs[i] = high;
        lows[i] = low;
        ports[i] = port;
        values[i] = value;
    }

    /** Where the key is, or the free place it would take. */
    private int place(long high, long low, int port) {
        int i = slot(high, low, port, values.length);
        while (values[i] != null && (lows[i] != low || highs[i] != high || ports[i] != port)) {
            i = i + 1 & values.length - 1;
        }
        return i;
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    private void grow() {
        if (values.length >= LIMIT) {
            throw new IllegalStateException("more than " + LIMIT / 2 + " flows");
        }
        long[] oldHighs = highs;
        long[] oldLows = lows;
        int[] oldPorts = ports;
        Object[] oldValues = values;
        int length = oldValues.length * 2;
        highs = new long[length];
        lows = new long[length];
        ports = new int[length];
        values = new Object[length];
        for (int from = 0; from < oldValues.length; from++) {
            Object old = oldValues[from];
            if (old != null) {
                int i = place(oldHighs[from], oldLows[from], oldPorts[from]);
                set(i, oldHighs[from], oldLows[from], oldPorts[from], old);
            }
        }
    }

    private static int slot(long high, long low, int port, int length) {
        // Fibonacci hashing: the high bits of the product are well mixed.
        long key = low << 16 ^ low >>> 48 ^ Long.rotateLeft(high, 29) ^ port;
        return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 40) & length - 1;
    }
}
