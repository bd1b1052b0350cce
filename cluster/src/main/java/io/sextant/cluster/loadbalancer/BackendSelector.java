package io.sextant.cluster.loadbalancer;

/** Picks the backend of a new connection to one service; whether a connection is new is conntrack's business. */
@FunctionalInterface
public interface BackendSelector {
    /** The answer of a selector without backends. */
    int NONE = -1;

    /**
     * The id of the backend, or {@link #NONE}. Allocates nothing.
     *
     * @param clientHigh the client's address as halves, with {@code clientLow} ({@link io.sextant.protocol.address.IpAddress#high})
     * @param servicePort the port of the service's address, before any translation
     * @param protocol 6 or 17
     */
    int select(long clientHigh, long clientLow, int clientPort, int servicePort, int protocol);
}
