package io.sextant.cluster.datapath;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A small hash map from {@code long} to values, open addressing; looking up allocates nothing. */
final class LongMap<V> {

    private long[] keys = new long[64];
    private @Nullable Object[] values = new @Nullable Object[64];
    private int used;

    @SuppressWarnings("unchecked")
    @Nullable
    V get(long key) {
        int place = place(key, keys.length);
        while (values[place] != null) {
            if (keys[place] == key) {
                return (V) values[place];
            }
            place = place + 1 & keys.length - 1;
        }
        return null;
    }

    void put(long key, V value) {
        if (used * 2 >= keys.length) {
            long[] oldKeys = keys;
            @Nullable Object[] oldValues = values;
            keys = new long[oldKeys.length * 2];
            values = new @Nullable Object[oldKeys.length * 2];
            used = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                Object old = oldValues[i];
                if (old != null) {
                    insert(oldKeys[i], old);
                }
            }
        }
        insert(key, value);
    }

    /** Removes a key; the entries behind it in its run move up, as linear probing needs. */
    void remove(long key) {
        int mask = keys.length - 1;
        int place = place(key, keys.length);
        while (values[place] != null && keys[place] != key) {
            place = place + 1 & mask;
        }
        if (values[place] == null) {
            return;
        }
        used--;
        int hole = place;
        int next = hole + 1 & mask;
        while (values[next] != null) {
            int home = place(keys[next], keys.length);
            if ((next - home & mask) >= (next - hole & mask)) {
                keys[hole] = keys[next];
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

    private void insert(long key, Object value) {
        int place = place(key, keys.length);
        while (values[place] != null && keys[place] != key) {
            place = place + 1 & keys.length - 1;
        }
        if (values[place] == null) {
            used++;
        }
        keys[place] = key;
        values[place] = value;
    }

    private static int place(long key, int length) {
        return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 32) & length - 1;
    }
}
