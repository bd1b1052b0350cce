package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;

/** A host's ICMP: answers echo requests, sends errors within Linux' limits, tells errors to sockets. */
@SuppressWarnings("DoNotCallSuggester")
public final class IcmpLayer {

    /** Opens a ping; nothing is sent yet. The identifier must be free on this host. */
    public EchoSession ping(Ipv4Address target, int identifier, EchoHandler handler) {
        throw new UnsupportedOperationException("coming: " + target + identifier + handler);
    }
}
