package io.sextant.lab.scenario.topology;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;

/** An IPv6 address on an interface with the length of its on-link prefix (0 to 128). */
public record Ipv6InterfaceAddress(Ipv6Address address, int prefixLength) {

    /** The addresses that are on-link. */
    public Ipv6Prefix prefix() {
        return new Ipv6Prefix(address, prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
