package io.sextant.lab.scenario.topology;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;

/** An address on an interface with the length of its on-link prefix (0 to 32). */
public record InterfaceAddress(Ipv4Address address, int prefixLength) {

    /** The addresses that are on-link. */
    public Ipv4Prefix prefix() {
        return new Ipv4Prefix(address, prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
