package io.sextant.cluster.workload;

/** How a connection of a load ended, as its client saw it. */
public enum HttpLoadEnd {
    /** It was held as long as it was meant to be, and every request was answered. */
    COMPLETED,
    /** The server broke it off: RST, or FIN in place of an answer. */
    RESET,
    /** The SYN was answered by a RST. */
    REFUSED,
    /** The handshake or an answer took longer than the client, or its kernel, waits. */
    TIMED_OUT,
    /** No route to the host. */
    UNREACHABLE
}
