package io.sextant.cluster.loadbalancer;

/** Picks the backend of a new IPv4 connection to one service; whether a connection is new is conntrack's business. */
@FunctionalInterface
public interface BackendSelector {
    /** The answer of a selector without backends. */
    int NONE = -1;

    /**
     * The id of the backend, or {@link #NONE}. Allocates nothing.
     *
     * @param clientAddress as a big-endian value
     * @param servicePort the port of the service's address, before any translation
     * @param protocol 6 or 17
     */
    int select(int clientAddress, int clientPort, int servicePort, int protocol);
}
