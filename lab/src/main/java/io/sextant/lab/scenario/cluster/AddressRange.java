package io.sextant.lab.scenario.cluster;

import io.sextant.protocol.address.IpAddress;

/** Addresses of one version of IP from first to last, both included. */
public record AddressRange(IpAddress first, IpAddress last) {

    /** Whether the address lies in the range; false for the other version. */
    public boolean contains(IpAddress address) {
        return address.version() == first.version() && first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
