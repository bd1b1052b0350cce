package io.sextant.topology.host;

/** Which addresses are this host's or mean broadcast: routing table local, as a hash of primitives with counts. */
final class LocalAddresses {

    static final byte NONE = 0;
    static final byte LOCAL = 1;
    static final byte BROADCAST = 2;

    private int[] keys = new int[16];
    private int[] locals = new int[16];
    private int[] broadcasts = new int[16];
    private int mask = 15;
    private int used;

    /** What an address is to this host. */
    byte kindOf(int address) {
        if (address >>> 24 == 127) {
            return LOCAL;
        }
        if (address == -1) {
            return BROADCAST;
        }
        int slot = slotOf(address);
        return locals[slot] > 0 ? LOCAL : broadcasts[slot] > 0 ? BROADCAST : NONE;
    }

    /** Counts one more (or, with -1, one less) local use of an address. */
    void countLocal(int address, int change) {
        // In this order: claiming a slot may replace the arrays.
        int slot = claim(address);
        locals[slot] += change;
    }

    void countBroadcast(int address, int change) {
        int slot = claim(address);
        broadcasts[slot] += change;
    }

    private int claim(int address) {
        if (used * 2 >= keys.length) {
            grow();
        }
        int slot = slotOf(address);
        if (locals[slot] == 0 && broadcasts[slot] == 0 && keys[slot] != address) {
            used++;
        }
        keys[slot] = address;
        return slot;
    }

    private void grow() {
        int[] oldKeys = keys;
        int[] oldLocals = locals;
        int[] oldBroadcasts = broadcasts;
        int slots = keys.length * 2;
        keys = new int[slots];
        locals = new int[slots];
        broadcasts = new int[slots];
        mask = slots - 1;
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldLocals[i] != 0 || oldBroadcasts[i] != 0) {
                int slot = claim(oldKeys[i]);
                locals[slot] = oldLocals[i];
                broadcasts[slot] = oldBroadcasts[i];
            }
        }
    }

    /** Slots are never emptied, so a key whose counts fell to zero still holds its place; 0 marks a free one. */
    private int slotOf(int address) {
        int slot = address * 0x9E37_79B9 >>> 7 & mask;
        while (keys[slot] != 0 && keys[slot] != address) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
