package io.sextant.topology.device;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;

/**
 * An IPv6 address on an interface, as {@code ip addr add 2001:db8::1/64} puts it there: usable at once, for duplicate
 * address detection is not modelled ({@code nodad}).
 *
 * @param prefixLength 0..128
 */
public record Ipv6InterfaceAddress(Ipv6Address address, int prefixLength) {

    public Ipv6InterfaceAddress {
        if (prefixLength < 0 || prefixLength > 128) {
            throw new IllegalArgumentException("prefix length " + prefixLength + " is not in 0..128");
        }
    }

    /** Reads {@code address/length}, where bits behind the length are the host's. */
    public static Ipv6InterfaceAddress parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not an interface address: " + text);
        }
        int length = Integer.parseInt(text, slash + 1, text.length(), 10);
        return new Ipv6InterfaceAddress(Ipv6Address.parse(text.substring(0, slash)), length);
    }

    /** The subnet the interface is on. */
    public Ipv6Prefix subnet() {
        return new Ipv6Prefix(address, prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
