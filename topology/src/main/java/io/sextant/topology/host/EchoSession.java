package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** A running ping. */
public interface EchoSession {

    /** Sends one echo request with this many octets of data, 56 as ping does, or whatever is asked. */
    void send(int sequence, int dataOctets);

    Ipv4Address target();

    int identifier();

    /** Stops listening for replies. */
    void close();
}
