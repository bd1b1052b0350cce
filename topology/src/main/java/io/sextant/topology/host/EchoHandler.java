package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;

/** Hears what comes back to a ping. */
public interface EchoHandler {

    /** A reply came in.
     *
     * @param ttl as it arrived
     * @param icmpOctets header and data of the ICMP message
     */
    void onReply(EchoSession session, IpAddress from, int sequence, int ttl, int icmpOctets);

    /** An ICMP error about one of the requests, a redirect included. */
    void onError(EchoSession session, int sequence, IcmpError error);
}
