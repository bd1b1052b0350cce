package io.sextant.cluster.datapath;

import io.sextant.protocol.address.Ipv4Address;

/** A backend of a service: an entry of {@code cilium_lb4_backends}. */
public record LbBackend(int id, Ipv4Address address, int port, int protocol) {

    int addressBits() {
        return address.bits();
    }

    /** {@code 10.0.3.12:80}. */
    @Override
    public String toString() {
        return address + ":" + port;
    }
}
