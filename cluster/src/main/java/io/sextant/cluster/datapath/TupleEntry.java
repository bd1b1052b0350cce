package io.sextant.cluster.datapath;

import org.jspecify.annotations.Nullable;

/** An entry of a {@link TupleMap}: its key, and the links the map keeps it by. */
abstract class TupleEntry {

    long addresses;
    long rest;

    @Nullable
    TupleEntry chain;

    @Nullable
    TupleEntry older;

    @Nullable
    TupleEntry newer;

    int source() {
        return (int) (addresses >>> 32);
    }

    int destination() {
        return (int) addresses;
    }

    int sourcePort() {
        return (int) (rest >>> 32) & 0xFFFF;
    }

    int destinationPort() {
        return (int) (rest >>> 16) & 0xFFFF;
    }

    int protocol() {
        return (int) (rest >>> 8) & 0xFF;
    }

    int kind() {
        return (int) rest & 0xFF;
    }
}
