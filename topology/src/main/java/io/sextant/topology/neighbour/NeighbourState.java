package io.sextant.topology.neighbour;

/** A neighbour's state, as {@code ip neigh} prints it (RFC 4861 §7.3.2, which Linux applies to ARP too). */
public enum NeighbourState {
    INCOMPLETE,
    REACHABLE,
    STALE,
    DELAY,
    PROBE,
    FAILED,
    PERMANENT
}
