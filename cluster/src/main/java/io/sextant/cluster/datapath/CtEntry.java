package io.sextant.cluster.datapath;

import org.jspecify.annotations.Nullable;

/** One conntrack entry: {@code struct ct_entry} of {@code bpf/lib/common.h}. Times are seconds since boot. */
final class CtEntry extends TupleEntry {

    long expiresSeconds;
    boolean rxClosing;
    boolean txClosing;
    boolean seenNonSyn;
    boolean nodePort;
    int revNat;
    int backendId;
    int sourceIdentity;
    int rxFlagsSeen;
    int txFlagsSeen;
    long lastRxReport;
    long lastTxReport;
    long rxPackets;
    long rxOctets;
    long txPackets;
    long txOctets;
    /** The address translation that lives and dies with this connection. */
    @Nullable
    NatEntry nat;

    boolean isAlive() {
        return !rxClosing || !txClosing;
    }

    boolean isClosing() {
        return rxClosing || txClosing;
    }
}
