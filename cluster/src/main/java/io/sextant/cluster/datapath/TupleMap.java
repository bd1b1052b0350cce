package io.sextant.cluster.datapath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A BPF LRU hash map keyed by a 5-tuple and a kind: at its limit the entry unused for longest gives way. Looking up
 * allocates nothing. (The kernel's LRU is approximate and per CPU; this one is exact.)
 */
final class TupleMap<E extends TupleEntry> {

    private final int limitEntries;
    private @Nullable TupleEntry[] buckets = new @Nullable TupleEntry[1024];
    private int size;
    private @Nullable TupleEntry oldest;
    private @Nullable TupleEntry newest;

    TupleMap(int limitEntries) {
        this.limitEntries = limitEntries;
    }

    static long rest(int fromPort, int toPort, int protocol, int kind) {
        return (long) fromPort << 32 | (long) toPort << 16 | (long) protocol << 8 | kind;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    E find(long fromHigh, long fromLow, long toHigh, long toLow, long rest) {
        TupleEntry entry = buckets[place(fromHigh, fromLow, toHigh, toLow, rest)];
        while (entry != null) {
            if (entry.has(fromHigh, fromLow, toHigh, toLow, rest)) {
                touch(entry);
                return (E) entry;
            }
            entry = entry.chain;
        }
        return null;
    }

    /** The entry of the packet's own tuple, of this kind. */
    @Nullable
    E find(Packet packet, int kind) {
        return find(
                packet.sourceHigh,
                packet.sourceLow,
                packet.destinationHigh,
                packet.destinationLow,
                rest(packet.sourcePort, packet.destinationPort, packet.protocol, kind));
    }

    /** Puts a new entry under a key that is free; returns the entry that had to give way, if any. */
    @SuppressWarnings("unchecked")
    @Nullable
    E put(long fromHigh, long fromLow, long toHigh, long toLow, long rest, E entry) {
        TupleEntry evicted = null;
        if (size >= limitEntries) {
            evicted = oldest;
            if (evicted != null) {
                remove(evicted);
            }
        }
        if (size >= buckets.length) {
            grow();
        }
        entry.sourceHigh = fromHigh;
        entry.sourceLow = fromLow;
        entry.destinationHigh = toHigh;
        entry.destinationLow = toLow;
        entry.rest = rest;
        int place = place(entry);
        entry.chain = buckets[place];
        buckets[place] = entry;
        link(entry);
        size++;
        return (E) evicted;
    }

    /** Removes an entry that is in the map. */
    void remove(TupleEntry entry) {
        int place = place(entry);
        TupleEntry at = buckets[place];
        if (at == entry) {
            buckets[place] = entry.chain;
        } else {
            while (at != null && at.chain != entry) {
                at = at.chain;
            }
            if (at == null) {
                return;
            }
            at.chain = entry.chain;
        }
        entry.chain = null;
        unlink(entry);
        size--;
    }

    /** All entries, the one unused for longest first. */
    @SuppressWarnings("unchecked")
    List<E> entries() {
        List<E> all = new ArrayList<>(size);
        for (TupleEntry entry = oldest; entry != null; entry = entry.newer) {
            all.add((E) entry);
        }
        return all;
    }

    void clear() {
        buckets = new @Nullable TupleEntry[1024];
        size = 0;
        oldest = null;
        newest = null;
    }

    private int place(TupleEntry entry) {
        return place(entry.sourceHigh, entry.sourceLow, entry.destinationHigh, entry.destinationLow, entry.rest);
    }

    private int place(long fromHigh, long fromLow, long toHigh, long toLow, long rest) {
        long source = fromLow ^ Long.rotateLeft(fromHigh, 21);
        long destination = toLow ^ Long.rotateLeft(toHigh, 43);
        long addresses = Long.rotateLeft(source, 32) ^ destination;
        long mixed = (addresses ^ rest * 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
        return (int) (mixed >>> 32 ^ mixed >>> 20) & buckets.length - 1;
    }

    private void touch(TupleEntry entry) {
        if (newest != entry) {
            unlink(entry);
            link(entry);
        }
    }

    private void link(TupleEntry entry) {
        entry.newer = null;
        entry.older = newest;
        if (newest != null) {
            newest.newer = entry;
        } else {
            oldest = entry;
        }
        newest = entry;
    }

    private void unlink(TupleEntry entry) {
        if (entry.older != null) {
            entry.older.newer = entry.newer;
        } else {
            oldest = entry.newer;
        }
        if (entry.newer != null) {
            entry.newer.older = entry.older;
        } else {
            newest = entry.older;
        }
        entry.older = null;
        entry.newer = null;
    }

    private void grow() {
        @Nullable TupleEntry[] before = buckets;
        buckets = new @Nullable TupleEntry[before.length * 2];
        for (TupleEntry head : before) {
            TupleEntry entry = head;
            while (entry != null) {
                TupleEntry next = entry.chain;
                int place = place(entry);
                entry.chain = buckets[place];
                buckets[place] = entry;
                entry = next;
            }
        }
    }
}
