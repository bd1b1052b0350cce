package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;

/** A listening socket. */
public interface TcpListener {

    /** The address listened on; that of zeros for all of its version. */
    IpAddress address();

    int port();

    /** Stops listening; accepted connections live on. */
    void close();
}
