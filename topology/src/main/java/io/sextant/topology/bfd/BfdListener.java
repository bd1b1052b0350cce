package io.sextant.topology.bfd;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bfd.BfdDiagnostic;
import io.sextant.protocol.bfd.BfdState;

/** Hears of every change of a host's BFD sessions. */
@FunctionalInterface
public interface BfdListener {
    void onBfd(long nowNanos, BfdDaemon daemon, IpAddress peer, BfdState from, BfdState to, BfdDiagnostic why);
}
