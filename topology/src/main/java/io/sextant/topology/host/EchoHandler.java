package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** Hears what comes back to a ping. */
public interface EchoHandler {

    /** A reply came in.
     *
     * @param ttl as it arrived
     * @param icmpOctets header and data of the ICMP message
     */
    void onReply(EchoSession session, Ipv4Address from, int sequence, int ttl, int icmpOctets);

    /** An ICMP error about one of the requests, a redirect included. */
    void onError(EchoSession session, int sequence, IcmpError error);
}
