package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv6Address;

/** Hears what arrives at a UDP socket. */
@FunctionalInterface
public interface UdpHandler {

    /** For sockets that only send. */
    UdpHandler DEAF = (socket, remoteBits, remotePort, octets, offset, length) -> {};

    /**
     * A datagram has arrived. The octets belong to the frame and are valid only during the call.
     *
     * @param remoteBits the sender's address, host-order bits
     */
    void onDatagram(UdpSocket socket, int remoteBits, int remotePort, byte[] octets, int offset, int length);

    /**
     * As above from an IPv6 address. Only sockets bound to IPv6 addresses hear it, so others need not care.
     */
    default void onDatagram(
            UdpSocket socket, Ipv6Address remote, int remotePort, byte[] octets, int offset, int length) {}

    /** An ICMP error arrived about a datagram this socket sent. */
    default void onError(UdpSocket socket, IcmpError error) {}
}
