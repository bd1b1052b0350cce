package io.sextant.topology.link;

import java.util.Arrays;

/** MAC address to port, with the time it was heard last: open addressing over primitive arrays, bounded. */
final class ForwardingDatabase {

    private static final long EMPTY = -1;

    private final long agingNanos;
    private final int limit;
    private final int mask;
    private final long[] addresses;
    private final long[] heardNanos;
    private final int[] ports;
    private int size;
    private long nextSweepNanos;

    ForwardingDatabase(long agingNanos, int limit) {
        if (limit < 1 || limit > 1 << 24) {
            throw new IllegalArgumentException("address limit " + limit + " is not in 1..2^24");
        }
        this.agingNanos = agingNanos;
        this.limit = limit;
        int slots = Integer.highestOneBit(limit * 2 - 1) * 2;
        this.mask = slots - 1;
        this.addresses = new long[slots];
        this.heardNanos = new long[slots];
        this.ports = new int[slots];
        Arrays.fill(addresses, EMPTY);
    }

    /** The port of an address heard within the aging time, or -1. */
    int portOf(long address, long nowNanos) {
        int slot = slotOf(address);
        return addresses[slot] == EMPTY || nowNanos - heardNanos[slot] >= agingNanos ? -1 : ports[slot];
    }

    void learn(long address, int port, long nowNanos) {
        int slot = slotOf(address);
        if (addresses[slot] == EMPTY) {
            if (size >= limit && !makeRoom(nowNanos)) {
                return;
            }
            slot = slotOf(address);
            addresses[slot] = address;
            size++;
        }
        ports[slot] = port;
        heardNanos[slot] = nowNanos;
    }

    /** Sweeps out what is too old, at most once a second however many unknown addresses come. */
    private boolean makeRoom(long nowNanos) {
        if (nowNanos < nextSweepNanos) {
            return false;
        }
        nextSweepNanos = nowNanos + 1_000_000_000L;
        forget(-1, nowNanos);
        return size < limit;
    }

    void forgetPort(int port) {
        forget(port, Long.MIN_VALUE);
    }

    int size() {
        return size;
    }

    /** Drops the entries of one port, and those too old at {@code nowNanos}, by filling the table anew. */
    private void forget(int port, long nowNanos) {
        long[] oldAddresses = addresses.clone();
        long[] oldHeard = heardNanos.clone();
        int[] oldPorts = ports.clone();
        Arrays.fill(addresses, EMPTY);
        size = 0;
        for (int i = 0; i < oldAddresses.length; i++) {
            boolean old = nowNanos != Long.MIN_VALUE && nowNanos - oldHeard[i] >= agingNanos;
            if (oldAddresses[i] != EMPTY && oldPorts[i] != port && !old) {
                int slot = slotOf(oldAddresses[i]);
                addresses[slot] = oldAddresses[i];
                heardNanos[slot] = oldHeard[i];
                ports[slot] = oldPorts[i];
                size++;
            }
        }
    }

    private int slotOf(long address) {
        int slot = (int) (address * 0x9E37_79B9_7F4A_7C15L >>> 40) & mask;
        while (addresses[slot] != EMPTY && addresses[slot] != address) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
