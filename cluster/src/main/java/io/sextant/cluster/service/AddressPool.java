package io.sextant.cluster.service;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.List;

/**
 * One of MetalLB's {@code address-pools}.
 *
 * @param avoidBuggyIps skips addresses that end in .0 or .255, and no others (metallb#674)
 * @param autoAssign whether a service gets an address from here without asking
 */
public record AddressPool(String name, List<Range> ranges, boolean avoidBuggyIps, boolean autoAssign) {

    /** Addresses from first to last, both included. */
    public record Range(IpAddress first, IpAddress last) {

        public static Range of(IpPrefix prefix) {
            return new Range(prefix.address(), prefix.last());
        }

        /** Reads a CIDR block or two addresses of one version with a dash between. */
        public static Range parse(String text) {
            int dash = text.indexOf('-');
            return dash < 0
                    ? of(IpPrefix.parse(text))
                    : new Range(
                            IpAddress.parse(text.substring(0, dash).trim()),
                            IpAddress.parse(text.substring(dash + 1).trim()));
        }

        boolean contains(IpAddress address) {
            return address.version() == first.version()
                    && first.compareTo(address) <= 0
                    && address.compareTo(last) <= 0;
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

    boolean contains(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    boolean isAvoided(IpAddress address) {
        int last = (int) address.low() & 0xFF;
        return avoidBuggyIps && address.version() == IpVersion.IPV4 && (last == 0 || last == 255);
    }
}
