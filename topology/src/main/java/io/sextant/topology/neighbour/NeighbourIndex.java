package io.sextant.topology.neighbour;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries by device and address: open addressing, linear probing, no boxes. */
final class NeighbourIndex {

    private @Nullable Neighbour[] slots = new Neighbour[16];
    private int mask = 15;
    private int size;

    int size() {
        return size;
    }

    @Nullable
    Neighbour find(int deviceIndex, long high, long low) {
        int slot = home(deviceIndex, high, low);
        for (Neighbour entry = slots[slot]; entry != null; entry = slots[slot]) {
            if (entry.low == low && entry.high == high && entry.device.index() == deviceIndex) {
                return entry;
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    void add(Neighbour entry) {
        if (size * 2 >= slots.length) {
            @Nullable Neighbour[] old = slots;
            slots = new Neighbour[old.length * 2];
            mask = slots.length - 1;
            for (Neighbour one : old) {
                if (one != null) {
                    place(one);
                }
            }
        }
        place(entry);
        size++;
    }

    /** Closes the gap by moving back what was pushed past the removed slot. */
    void remove(Neighbour entry) {
        int gap = home(entry.device.index(), entry.high, entry.low);
        while (slots[gap] != entry) {
            gap = gap + 1 & mask;
        }
        slots[gap] = null;
        size--;
        int slot = gap + 1 & mask;
        for (Neighbour moved = slots[slot]; moved != null; moved = slots[slot]) {
            int home = home(moved.device.index(), moved.high, moved.low);
            if ((slot - home & mask) >= (slot - gap & mask)) {
                slots[gap] = moved;
                slots[slot] = null;
                gap = slot;
            }
            slot = slot + 1 & mask;
        }
    }

    /** All entries, in no order that means anything. */
    List<Neighbour> all() {
        List<Neighbour> all = new ArrayList<>(size);
        for (Neighbour entry : slots) {
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    private void place(Neighbour entry) {
        int slot = home(entry.device.index(), entry.high, entry.low);
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        slots[slot] = entry;
    }

    private int home(int deviceIndex, long high, long low) {
        int folded = (int) (low ^ low >>> 32 ^ high ^ high >>> 32);
        return (folded + deviceIndex * 0x85EB_CA6B) * 0x9E37_79B9 >>> 8 & mask;
    }
}
