package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;

/** A bound UDP socket. */
public interface UdpSocket {

    /** Sends a datagram; false when there is no route. */
    boolean send(IpAddress remote, int remotePort, byte[] data);

    /** Sends a datagram to an IPv4 address without allocating; the octets are copied. False when there is no route. */
    boolean send(int remoteBits, int remotePort, byte[] octets, int offset, int length);

    /** The bound address; that of zeros for all of its version. */
    IpAddress localAddress();

    int localPort();

    /** TTL or hop limit of the datagram that is being handed over; valid during the handler's call. */
    int receivedTtl();

    /** Frees the port. */
    void close();
}
