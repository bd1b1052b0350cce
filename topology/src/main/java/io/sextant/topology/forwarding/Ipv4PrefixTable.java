package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/** IPv4 routes of one prefix length: open addressing, linear probing, no boxes. */
final class Ipv4PrefixTable extends PrefixTable {

    private final int netmask;
    private int[] keys = new int[LEAST_SLOTS];
    private @Nullable RouteEntry[] entries = new RouteEntry[LEAST_SLOTS];
    private int mask = LEAST_SLOTS - 1;
    private int size;

    Ipv4PrefixTable(int length) {
        super(length);
        this.netmask = Ipv4Prefix.mask(length);
    }

    @Override
    int size() {
        return size;
    }

    @Override
    @Nullable
    RouteEntry find(IpPrefix prefix) {
        return find(keyOf(prefix));
    }

    @Override
    void put(IpPrefix prefix, RouteEntry entry) {
        put(keyOf(prefix), entry);
    }

    @Override
    void remove(IpPrefix prefix) {
        remove(keyOf(prefix));
    }

    @Override
    RouteEntry[] chains() {
        return filled(entries, size);
    }

    /** The chain of routes to the prefix of this length that holds the address. */
    @Nullable
    RouteEntry find(int address) {
        int key = address & netmask;
        int slot = slotOf(key);
        for (RouteEntry entry = entries[slot]; entry != null; entry = entries[slot]) {
            if (keys[slot] == key) {
                return entry;
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    private void put(int key, RouteEntry entry) {
        if (size * 2 >= keys.length) {
            refill(keys.length * 2);
        }
        int slot = slotOf(key);
        while (entries[slot] != null && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        if (entries[slot] == null) {
            size++;
        }
        keys[slot] = key;
        entries[slot] = entry;
    }

    /** Closes the gap by moving back what was pushed past the removed slot. */
    private void remove(int key) {
        int gap = slotOf(key);
        while (entries[gap] != null && keys[gap] != key) {
            gap = gap + 1 & mask;
        }
        if (entries[gap] == null) {
            return;
        }
        size--;
        entries[gap] = null;
        for (int slot = gap + 1 & mask; entries[slot] != null; slot = slot + 1 & mask) {
            int home = slotOf(keys[slot]);
            if ((slot - home & mask) >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                entries[gap] = entries[slot];
                entries[slot] = null;
                gap = slot;
            }
        }
    }

    private void refill(int slots) {
        int[] oldKeys = keys;
        @Nullable RouteEntry[] oldEntries = entries;
        keys = new int[slots];
        entries = new RouteEntry[slots];
        mask = slots - 1;
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            RouteEntry entry = oldEntries[i];
            if (entry != null) {
                put(oldKeys[i], entry);
            }
        }
    }

    private static int keyOf(IpPrefix prefix) {
        return ((Ipv4Prefix) prefix).address().bits();
    }

    private int slotOf(int key) {
        return key * 0x9E37_79B9 >>> 7 & mask;
    }
}
