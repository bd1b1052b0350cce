package io.sextant.lab.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Objects by a {@code long} key, without allocation per look-up: open addressing with linear probing. */
final class FlowTable<T> {

    private static final int LIMIT = 1 << 24;

    private long[] keys = new long[256];
    private Object[] values = new Object[256];
    private int size;

    /** The key of a client's end of a connection. */
    static long key(int addressBits, int port) {
        return (addressBits & 0xFFFF_FFFFL) << 16 | port;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long key) {
        for (int i = slot(key, keys.length); values[i] != null; i = i + 1 & keys.length - 1) {
            if (keys[i] == key) {
                return (T) values[i];
            }
        }
        return null;
    }

    /** Adds or replaces. */
    void put(long key, T value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int i = slot(key, keys.length);
        while (values[i] != null && keys[i] != key) {
            i = i + 1 & keys.length - 1;
        }
        size += values[i] == null ? 1 : 0;
        keys[i] = key;
        values[i] = value;
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(values, null);
        size = 0;
    }

    private void grow() {
        if (keys.length >= LIMIT) {
            throw new IllegalStateException("more than " + LIMIT / 2 + " flows");
        }
        long[] oldKeys = keys;
        Object[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        for (int from = 0; from < oldKeys.length; from++) {
            if (oldValues[from] != null) {
                int i = slot(oldKeys[from], keys.length);
                while (values[i] != null) {
                    i = i + 1 & keys.length - 1;
                }
                keys[i] = oldKeys[from];
                values[i] = oldValues[from];
            }
        }
    }

    private static int slot(long key, int length) {
        // Fibonacci hashing: the high bits of the product are well mixed.
        return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 40) & length - 1;
    }
}
