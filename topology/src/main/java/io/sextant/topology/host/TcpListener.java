package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** A listening socket. */
public interface TcpListener {

    /** The address listened on; {@link Ipv4Address#ANY} for all. */
    Ipv4Address address();

    int port();

    /** Stops listening; accepted connections live on. */
    void close();
}
