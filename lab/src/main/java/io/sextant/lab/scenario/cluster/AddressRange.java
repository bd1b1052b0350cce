package io.sextant.lab.scenario.cluster;

import io.sextant.protocol.address.Ipv4Address;

/** Addresses from first to last, both included. */
public record AddressRange(Ipv4Address first, Ipv4Address last) {

    /** How many addresses there are, 1 to 2^32. */
    public long size() {
        return Integer.toUnsignedLong(last.bits()) - Integer.toUnsignedLong(first.bits()) + 1;
    }

    /** Whether the address lies in the range. */
    public boolean contains(Ipv4Address address) {
        return Integer.compareUnsigned(first.bits(), address.bits()) <= 0
                && Integer.compareUnsigned(address.bits(), last.bits()) <= 0;
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
