package io.sextant.protocol.bgp.profile;

/** Why a session is ended on purpose, or with the program that ran it. */
public enum StopReason {
    /** {@code neighbor X shutdown}: stays down until started again. */
    ADMINISTRATIVE_SHUTDOWN,
    /** {@code clear bgp X}: comes back by itself. */
    ADMINISTRATIVE_RESET,
    /** The neighbour is taken out of the configuration. */
    DECONFIGURED,
    /** The program ends in an orderly way, on SIGTERM. */
    TERMINATED,
    /** The program is killed; the kernel closes its connections. */
    KILLED,
    /** BFD says that the peer is gone (RFC 5882 §10.1); comes back by itself. */
    BFD_DOWN,
    /** The interface towards the peer is down (fast external failover); comes back by itself. */
    INTERFACE_DOWN,
    /** What the session was made with is configured differently; comes back by itself. */
    CONFIGURATION_CHANGED,
    /** The peer sent more prefixes than allowed. */
    MAXIMUM_PREFIXES;

    /** Whether the session starts again by its own timers. */
    public boolean comesBack() {
        return this == ADMINISTRATIVE_RESET
                || this == CONFIGURATION_CHANGED
                || this == BFD_DOWN
                || this == INTERFACE_DOWN;
    }
}
