package io.sextant.protocol.bgp.session;

/** How a TCP connection ended. */
public enum CloseReason {
    /** The peer closed it in order. */
    FIN,
    /** The peer reset it. */
    RST,
    /** Nothing was acknowledged for too long, or the network said unreachable. */
    TIMED_OUT
}
