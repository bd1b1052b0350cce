package io.sextant.topology.host;

import org.jspecify.annotations.Nullable;

/** Sockets by port: open addressing over ports, sockets of one port linked through themselves. */
final class PortTable<S extends PortTable.Entry<S>> {

    /** A socket's link to the next on the same port. */
    abstract static class Entry<S> {
        private @Nullable S nextOnPort;
    }

    private int[] ports = new int[16];
    private @Nullable Object[] heads = new Object[16];
    private int mask = 15;
    private int used;

    @Nullable
    S first(int port) {
        return head(slotOf(port));
    }

    @Nullable
    S after(S socket) {
        return ((Entry<S>) socket).nextOnPort;
    }

    /** Adds a socket behind those already on its port. */
    void add(int port, S socket) {
        if (used * 2 >= ports.length) {
            grow();
        }
        int slot = slotOf(port);
        if (ports[slot] == 0) {
            ports[slot] = port;
            used++;
        }
        S last = head(slot);
        if (last == null) {
            heads[slot] = socket;
            return;
        }
        for (S next = after(last); next != null; next = after(last)) {
            last = next;
        }
        ((Entry<S>) last).nextOnPort = socket;
    }

    /** Ports keep their slot when their last socket goes; growing clears those out. */
    void remove(int port, S socket) {
        int slot = slotOf(port);
        S before = null;
        for (S at = head(slot); at != null; at = after(at)) {
            if (at == socket) {
                if (before == null) {
                    heads[slot] = after(socket);
                } else {
                    ((Entry<S>) before).nextOnPort = after(socket);
                }
                ((Entry<S>) socket).nextOnPort = null;
                return;
            }
            before = at;
        }
    }

    void clear() {
        ports = new int[16];
        heads = new Object[16];
        mask = 15;
        used = 0;
    }

    private void grow() {
        int[] oldPorts = ports;
        @Nullable Object[] oldHeads = heads;
        int live = 0;
        for (Object head : oldHeads) {
            live += head == null ? 0 : 1;
        }
        int slots = Integer.highestOneBit(Math.max(8, live)) * 4;
        ports = new int[slots];
        heads = new Object[slots];
        mask = slots - 1;
        used = 0;
        for (int i = 0; i < oldPorts.length; i++) {
            if (oldHeads[i] != null) {
                int slot = slotOf(oldPorts[i]);
                ports[slot] = oldPorts[i];
                heads[slot] = oldHeads[i];
                used++;
            }
        }
    }

    @SuppressWarnings("unchecked") // only add() writes, and only an S
    private @Nullable S head(int slot) {
        return (S) heads[slot];
    }

    private int slotOf(int port) {
        int slot = port * 0x9E37_79B9 >>> 16 & mask;
        while (ports[slot] != 0 && ports[slot] != port) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
