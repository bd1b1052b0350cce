package io.sextant.cluster.service;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;

/**
 * One of MetalLB's {@code address-pools}.
 *
 * @param avoidBuggyIps skips addresses that end in .0 or .255, and no others (metallb#674)
 * @param autoAssign whether a service gets an address from here without asking
 */
public record AddressPool(String name, List<Range> ranges, boolean avoidBuggyIps, boolean autoAssign) {

    /** Addresses from first to last, both included. */
    public record Range(Ipv4Address first, Ipv4Address last) {

        public static Range of(Ipv4Prefix prefix) {
            return new Range(prefix.address(), prefix.last());
        }

        /** Reads a CIDR block or {@code a.b.c.d-e.f.g.h}. */
        public static Range parse(String text) {
            int dash = text.indexOf('-');
            return dash < 0
                    ? of(Ipv4Prefix.parse(text))
                    : new Range(
                            Ipv4Address.parse(text.substring(0, dash).trim()),
                            Ipv4Address.parse(text.substring(dash + 1).trim()));
        }

        boolean contains(Ipv4Address address) {
            return Integer.compareUnsigned(first.bits(), address.bits()) <= 0
                    && Integer.compareUnsigned(address.bits(), last.bits()) <= 0;
        }
    }

    public AddressPool {
        ranges = List.copyOf(ranges);
    }

    /** A pool as MetalLB takes it when nothing else is said. */
    public static AddressPool of(String name, String... ranges) {
        return new AddressPool(
                name, java.util.Arrays.stream(ranges).map(Range::parse).toList(), false, true);
    }

    boolean contains(Ipv4Address address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    boolean isAvoided(Ipv4Address address) {
        int last = address.bits() & 0xFF;
        return avoidBuggyIps && (last == 0 || last == 255);
    }
}
