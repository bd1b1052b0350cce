package io.sextant.topology.host;

/** How a connection ended. */
public enum TcpCloseReason {
    /** Both directions were closed in order. */
    NORMAL,
    /** The peer sent RST. */
    RESET,
    /** The peer sent RST in answer to SYN: connection refused. */
    REFUSED,
    /** Retransmissions were given up. */
    TIMED_OUT,
    /** ICMP or the local routing table said unreachable while connecting: no route to host. */
    UNREACHABLE
}
