package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;
import java.util.Optional;

/**
 * Which of zebra's routes are asked for.
 *
 * @param ipv6 the family
 * @param fib only what won ({@code show ip fib})
 * @param origin one source only
 * @param tag one tag only; 0 for all
 * @param longer this prefix and what lies inside it
 * @param supernetsOnly wider than the class of their address
 */
record RouteFilter(
        boolean ipv6,
        boolean fib,
        Optional<RouteOrigin> origin,
        long tag,
        Optional<IpPrefix> longer,
        boolean supernetsOnly) {

    static RouteFilter of(boolean ipv6, boolean fib) {
        return new RouteFilter(ipv6, fib, Optional.empty(), 0, Optional.empty(), false);
    }

    RouteFilter from(Optional<RouteOrigin> source) {
        return new RouteFilter(ipv6, fib, source, tag, longer, supernetsOnly);
    }

    RouteFilter withTag(long wanted) {
        return new RouteFilter(ipv6, fib, origin, wanted, longer, supernetsOnly);
    }

    RouteFilter inside(IpPrefix outer) {
        return new RouteFilter(ipv6, fib, origin, tag, Optional.of(outer), supernetsOnly);
    }

    RouteFilter onlySupernets() {
        return new RouteFilter(ipv6, fib, origin, tag, longer, true);
    }

    boolean test(RibRoute route) {
        IpPrefix prefix = route.prefix();
        return (prefix.address().lengthBits() == 128) == ipv6
                && (!fib || route.selected())
                && origin.filter(wanted -> wanted != route.origin()).isEmpty()
                && (tag == 0 || route.tag() == tag)
                && longer.filter(outer -> !isInside(outer, prefix)).isEmpty()
                && !(supernetsOnly && isInItsClass(prefix));
    }

    private static boolean isInside(IpPrefix outer, IpPrefix inner) {
        return inner.length() >= outer.length() && outer.contains(inner.address());
    }

    /** As long as the network of its class A, B or C, or longer. */
    private static boolean isInItsClass(IpPrefix prefix) {
        if (!(prefix.address() instanceof Ipv4Address address)) {
            return false;
        }
        int first = address.bits() >>> 24;
        return first < 128
                ? prefix.length() >= 8
                : first < 192 ? prefix.length() >= 16 : first < 224 && prefix.length() >= 24;
    }
}
