package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;

/** A running ping. */
public interface EchoSession {

    /**
     * Sends one echo request with this many octets of data; ping sends 56.
     *
     * @return false when there is no route: "Network is unreachable"
     */
    boolean send(int sequence, int dataOctets);

    IpAddress target();

    int identifier();

    /** Stops listening for replies. */
    void close();
}
