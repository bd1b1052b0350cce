package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** A bound UDP socket. */
public interface UdpSocket {

    /** Sends a datagram; false when there is no route. */
    boolean send(Ipv4Address remote, int remotePort, byte[] data);

    /** Sends a datagram without allocating; the octets are copied. False when there is no route. */
    boolean send(int remoteBits, int remotePort, byte[] octets, int offset, int length);

    /** The bound address; {@link Ipv4Address#ANY} for all. */
    Ipv4Address localAddress();

    int localPort();

    /** Frees the port. */
    void close();
}
