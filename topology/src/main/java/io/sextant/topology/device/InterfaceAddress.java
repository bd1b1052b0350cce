package io.sextant.topology.device;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;

/**
 * An address on an interface, as {@code ip addr add 192.168.1.1/24} puts it there.
 *
 * @param prefixLength 0..32; below 31 the subnet has a broadcast address
 */
public record InterfaceAddress(Ipv4Address address, int prefixLength) {

    /** Reads {@code a.b.c.d/length}, where bits behind the length are the host's. */
    public static InterfaceAddress parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not an interface address: " + text);
        }
        Ipv4Address address = Ipv4Address.parse(text.substring(0, slash));
        int length = Integer.parseInt(text, slash + 1, text.length(), 10);
        return new InterfaceAddress(address, new Ipv4Prefix(address, length).length());
    }

    /** The subnet the interface is on. */
    public Ipv4Prefix subnet() {
        return new Ipv4Prefix(address, prefixLength);
    }

    /** Whether an address is on the interface's subnet. Allocates nothing. */
    public boolean isOnSubnet(int addressBits) {
        return prefixLength == 0 || (addressBits ^ address.bits()) >>> Integer.SIZE - prefixLength == 0;
    }

    /** Whether the subnet has a directed broadcast address (RFC 3021 takes it from /31). */
    public boolean hasBroadcast() {
        return prefixLength < 31;
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
