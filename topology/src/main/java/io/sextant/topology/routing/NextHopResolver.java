package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out which next hops of a route can be used, and the way to those that are not neighbours (FRR 8.4 {@code nexthop_active}). */
final class NextHopResolver {

    /** Most active next hops of a route: FRR's compile-time limit in Debian ({@code --enable-multipath=256}). */
    static final int MULTIPATH_LIMIT = 256;

    private static final int LINK_LOCAL = 0xFE80;

    private final RibTable table;
    private boolean viaDefault4;
    private boolean viaDefault6;

    NextHopResolver(RibTable table) {
        this.table = table;
    }

    void setResolveViaDefault(int lengthBits, boolean on) {
        if (lengthBits == 32) {
            viaDefault4 = on;
        } else {
            viaDefault6 = on;
        }
    }

    /** {@code ip nht resolve-via-default}, {@code ipv6 nht resolve-via-default}. */
    boolean resolvesViaDefault(IpPrefix prefix) {
        return prefix.address().lengthBits() == 32 ? viaDefault4 : viaDefault6;
    }

    /** The next hops a route asks for, each active or not, in the order asked for. */
    List<RibNextHop> resolve(IpPrefix top, RibEntry.Facts route) {
        List<RibNextHop> hops = new ArrayList<>();
        int active = 0;
        for (RibNextHop asked : route.asked()) {
            RibNextHop hop = resolve(top, route, asked);
            if (hop.active() && ++active > MULTIPATH_LIMIT) {
                hop = asked.asInactive();
            }
            hops.add(hop);
        }
        return hops;
    }

    private RibNextHop resolve(IpPrefix top, RibEntry.Facts route, RibNextHop hop) {
        NetworkInterface device = hop.device();
        if (hop.dead() != null) {
            return hop.asActive();
        }
        // nexthop_active_check: the kernel's routes are good while their interface is up, carrier or not.
        if (route.origin() == RouteOrigin.KERNEL && device != null && device.isUp()) {
            return hop.asActive();
        }
        IpAddress gateway = hop.gateway();
        if (gateway == null || hop.onlink() || (device != null && isLinkLocal(gateway))) {
            return device != null && device.isRunning() ? hop.asActive() : hop.asInactive();
        }
        if (top.length() == gateway.lengthBits() && top.address().equals(gateway)) {
            return hop.asInactive();
        }
        return lookUp(top, route, hop, gateway);
    }

    private RibNextHop lookUp(IpPrefix top, RibEntry.Facts route, RibNextHop hop, IpAddress gateway) {
        RibNode node = table.longest(gateway, gateway.lengthBits());
        while (node != null) {
            boolean host = node.prefix.length() == gateway.lengthBits();
            if (node.prefix.equals(top) && !host) {
                return hop.asInactive();
            }
            if (node.prefix.length() == 0 && !resolvesViaDefault(node.prefix)) {
                return hop.asInactive();
            }
            RibEntry match = node.fib;
            if (match != null && !match.removed) {
                return through(node, match, route, hop);
            }
            node = table.longest(gateway, node.prefix.length() - 1);
        }
        return hop.asInactive();
    }

    private static RibNextHop through(RibNode node, RibEntry match, RibEntry.Facts route, RibNextHop hop) {
        if (match.origin() == RouteOrigin.CONNECTED
                || (match.origin().isSystem() && route.origin().isSystem())) {
            NetworkInterface found = deviceOf(node, match, hop.device());
            return hop.bound() && hop.device() != found ? hop.asInactive() : hop.activeOn(found);
        }
        // Only what BGP may reach over several hops, and static routes, recurse (ZEBRA_FLAG_ALLOW_RECURSION).
        if (!route.allowsRecursion() || !match.installed) {
            return hop.asInactive();
        }
        List<RibNextHop> ways = new ArrayList<>();
        for (RibNextHop through : match.hops()) {
            for (RibNextHop way : through.ways()) {
                if (way.active() && !way.duplicate() && (!hop.bound() || hop.device() == way.device())) {
                    ways.add(resolvedHop(hop, way));
                }
            }
        }
        return ways.isEmpty() ? hop.asInactive() : hop.resolvedBy(ways);
    }

    /** Of several interfaces on one network the one the route names ({@code zebra_nhg_connected_ifindex}). */
    private static @Nullable NetworkInterface deviceOf(
            RibNode node, RibEntry match, @Nullable NetworkInterface wanted) {
        if (wanted != null) {
            for (RibEntry other : node.entries) {
                if (other.origin() == RouteOrigin.CONNECTED
                        && !other.removed
                        && other.hops().get(0).device() == wanted) {
                    return wanted;
                }
            }
        }
        return match.hops().get(0).device();
    }

    /** What a gateway resolves to; weights are not handed down ({@code nexthop_set_resolved} of FRR 8.4). */
    private static RibNextHop resolvedHop(RibNextHop asking, RibNextHop way) {
        NetworkInterface device = way.device();
        if (way.dead() != null) {
            return way.withWeight(1);
        }
        IpAddress gateway = way.gateway();
        if (gateway == null) {
            return new RibNextHop(asking.gateway(), device, null, true, 1, true, true, false, List.of());
        }
        return new RibNextHop(gateway, device, null, device != null, 1, way.onlink(), true, false, List.of());
    }

    private static boolean isLinkLocal(IpAddress address) {
        if (!(address instanceof Ipv6Address)) {
            return false;
        }
        byte[] octets = address.toOctets();
        int first = (octets[0] & 0xFF) << 8 | octets[1] & 0xFF;
        return (first & 0xFFC0) == LINK_LOCAL;
    }
}
