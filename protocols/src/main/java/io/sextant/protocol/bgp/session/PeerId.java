package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.IpAddress;

/** A peer by the address it is configured with; ordered by it. */
public record PeerId(IpAddress address) implements Comparable<PeerId> {

    @Override
    public int compareTo(PeerId other) {
        return address.compareTo(other.address);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
