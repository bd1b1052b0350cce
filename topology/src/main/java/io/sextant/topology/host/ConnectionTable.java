package io.sextant.topology.host;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A host's connections by their four numbers: open addressing over packed keys, so that a probe that misses touches
 * one array only. Addresses are halves as in {@link io.sextant.protocol.address.IpAddress#high} and compared in the
 * connection itself.
 */
final class ConnectionTable {

    private long[] keys = new long[16];
    private @Nullable TcpConnectionSocket[] sockets = new TcpConnectionSocket[16];
    private int mask = 15;
    private int size;

    @Nullable
    TcpConnectionSocket find(
            long localHigh, long localLow, int localPort, long remoteHigh, long remoteLow, int remotePort) {
        long key = key(localPort, remoteHigh, remoteLow, remotePort);
        int slot = home(key);
        for (TcpConnectionSocket socket = sockets[slot]; socket != null; socket = sockets[slot]) {
            if (keys[slot] == key && socket.isBetween(localHigh, localLow, remoteHigh, remoteLow)) {
                return socket;
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    void add(TcpConnectionSocket socket) {
        if (size * 2 >= keys.length) {
            grow();
        }
        place(socket);
        size++;
    }

    /** Closes the gap by moving back what was pushed past the removed slot. */
    void remove(TcpConnectionSocket socket) {
        int gap = home(key(socket));
        while (sockets[gap] != socket) {
            if (sockets[gap] == null) {
                return;
            }
            gap = gap + 1 & mask;
        }
        sockets[gap] = null;
        size--;
        for (int slot = gap + 1 & mask; sockets[slot] != null; slot = slot + 1 & mask) {
            if ((slot - home(keys[slot]) & mask) >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                sockets[gap] = sockets[slot];
                sockets[slot] = null;
                gap = slot;
            }
        }
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(sockets, null);
        size = 0;
    }

    private void grow() {
        @Nullable TcpConnectionSocket[] old = sockets;
        int slots = old.length * 2;
        keys = new long[slots];
        sockets = new TcpConnectionSocket[slots];
        mask = slots - 1;
        for (TcpConnectionSocket socket : old) {
            if (socket != null) {
                place(socket);
            }
        }
    }

    private void place(TcpConnectionSocket socket) {
        long key = key(socket);
        int slot = home(key);
        while (sockets[slot] != null) {
            slot = slot + 1 & mask;
        }
        keys[slot] = key;
        sockets[slot] = socket;
    }

    private static long key(TcpConnectionSocket socket) {
        return key(socket.localPort(), socket.remoteHigh(), socket.remoteLow(), socket.remotePort());
    }

    /** Remote address and both ports; of an IPv6 address no more than a mixture fits. */
    private static long key(int localPort, long remoteHigh, long remoteLow, int remotePort) {
        long address = remoteHigh == 0 ? remoteLow : (remoteHigh ^ remoteLow >>> 32) * 0x9E37_79B9L ^ remoteLow;
        return address << 32 | (long) localPort << 16 | remotePort;
    }

    private int home(long key) {
        return (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 38) & mask;
    }
}
