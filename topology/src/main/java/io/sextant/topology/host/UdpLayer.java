package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** A host's UDP sockets. */
@SuppressWarnings("DoNotCallSuggester")
public final class UdpLayer {

    /** Binds a socket to one address, or to all with null, and to a port, or to an ephemeral one with 0. */
    public UdpSocket bind(@Nullable Ipv4Address local, int port, UdpHandler handler) {
        throw new UnsupportedOperationException("coming: " + local + port + handler);
    }
}
