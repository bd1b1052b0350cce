package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link TupleMap}: its key, with addresses as halves ({@link IpAddress#high}), and the links the map keeps it by. */
abstract class TupleEntry {

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    long rest;

    @Nullable
    TupleEntry chain;

    @Nullable
    TupleEntry older;

    @Nullable
    TupleEntry newer;

    IpAddress source() {
        return IpAddress.of(sourceHigh, sourceLow);
    }

    IpAddress destination() {
        return IpAddress.of(destinationHigh, destinationLow);
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

    boolean has(long wantedSourceHigh, long wantedSourceLow, long wantedHigh, long wantedLow, long wantedRest) {
        return rest == wantedRest
                && sourceLow == wantedSourceLow
                && destinationLow == wantedLow
                && sourceHigh == wantedSourceHigh
                && destinationHigh == wantedHigh;
    }
}
