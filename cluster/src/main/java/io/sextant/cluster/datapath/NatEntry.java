package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/** One direction of an address translation; the partner is the other. */
final class NatEntry extends TupleEntry {

    static final int OUT = 0;
    static final int IN = 1;

    final IpAddress toAddress;
    final int toPort;

    @Nullable
    NatEntry partner;

    NatEntry(IpAddress toAddress, int toPort) {
        this.toAddress = toAddress;
        this.toPort = toPort;
    }
}
