package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.FibDelta;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.forwarding.RouteScope;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** zebra's side of rtnetlink: writes its choices into the kernel's tables and reads what others put there (FRR 8.4 {@code rt_netlink.c}). */
final class KernelRoutes {

    /** The metric of every route zebra writes, of either family ({@code NL_DEFAULT_ROUTE_METRIC}). */
    static final int METRIC = 20;

    private static final int DISTANCE_SHIFT = 24;

    private final Host host;
    private final NexthopTable nexthops;
    private final boolean objects;

    KernelRoutes(Host host, NexthopTable nexthops, boolean objects) {
        this.host = host;
        this.nexthops = nexthops;
        this.objects = objects;
    }

    /** Tells of every route that others have put into the tables. */
    void read(BiConsumer<IpPrefix, RibEntry.Facts> to) {
        for (Fib fib : tables()) {
            for (Route route : fib.routes()) {
                if (isForeign(route)) {
                    to.accept(route.prefix(), facts(route));
                }
            }
        }
    }

    /** Tells of every change that others make, from now on. */
    void listen(BiConsumer<IpPrefix, RibEntry.Facts> added, BiConsumer<IpPrefix, RibEntry.Facts> removed) {
        for (Fib fib : tables()) {
            fib.addListener((now, delta) -> heard(delta, added, removed));
        }
    }

    private static void heard(
            FibDelta delta, BiConsumer<IpPrefix, RibEntry.Facts> added, BiConsumer<IpPrefix, RibEntry.Facts> removed) {
        Route before = delta.before();
        Route after = delta.after();
        if (after != null && isForeign(after)) {
            added.accept(after.prefix(), facts(after));
        } else if (before != null && isForeign(before)) {
            removed.accept(before.prefix(), facts(before));
        }
    }

    /** Puts a chosen route into the table; does nothing for what the kernel has of its own. */
    void install(IpPrefix prefix, RibEntry entry) {
        if (!entry.origin().isSystem()) {
            table(prefix).replace(route(prefix, entry));
        }
    }

    /** Takes zebra's route to a prefix out of the table; harmless when the kernel dropped it already. */
    void remove(IpPrefix prefix) {
        Fib fib = table(prefix);
        if (fib.find(prefix, METRIC).filter(route -> !isForeign(route)).isPresent()) {
            fib.remove(prefix, METRIC);
        }
    }

    /** Takes all of zebra's routes out of the table. */
    void sweep() {
        for (Fib fib : tables()) {
            for (Route route : fib.routes()) {
                if (isOwn(route.protocol())) {
                    fib.remove(route.prefix(), route.metric());
                }
            }
        }
    }

    private List<Fib> tables() {
        return List.of(host.fib(IpVersion.IPV4), host.fib(IpVersion.IPV6));
    }

    private Fib table(IpPrefix prefix) {
        return host.fib(prefix.address().version());
    }

    private Route route(IpPrefix prefix, RibEntry entry) {
        RouteProtocol protocol = entry.origin() == RouteOrigin.BGP ? RouteProtocol.BGP : RouteProtocol.ZSTATIC;
        List<RibNextHop> ways = ways(entry);
        RouteKind dead = ways.isEmpty() ? RouteKind.BLACKHOLE : ways.get(0).dead();
        if (dead != null) {
            return Route.dead(prefix, dead, protocol).withMetric(METRIC);
        }
        List<NextHop> hops = new ArrayList<>();
        for (RibNextHop way : ways) {
            NetworkInterface device = way.device();
            if (device != null) {
                hops.add(new NextHop(way.gateway(), device, Math.max(1, way.weight())));
            }
        }
        int id = objects ? entry.installedId : 0;
        return new Route(prefix, RouteKind.UNICAST, hops, protocol, METRIC, RouteScope.GLOBAL, null, id);
    }

    /** Objects stand in their numbers' order; inline next hops in the route's. */
    private List<RibNextHop> ways(RibEntry entry) {
        NexthopTable.Entry known = entry.nexthops;
        if (objects && known != null) {
            return nexthops.kernelHops(known);
        }
        List<RibNextHop> ways = new ArrayList<>();
        for (RibNextHop hop : entry.hops()) {
            for (RibNextHop way : hop.ways()) {
                if (way.active() && !way.duplicate()) {
                    ways.add(way);
                }
            }
        }
        return ways;
    }

    private static boolean isForeign(Route route) {
        return route.protocol() != RouteProtocol.KERNEL && !isOwn(route.protocol());
    }

    private static boolean isOwn(RouteProtocol protocol) {
        return protocol == RouteProtocol.BGP || protocol == RouteProtocol.ZSTATIC;
    }

    /** The metric's upper octet is the distance ({@code netlink_route_change_read_unicast}). */
    private static RibEntry.Facts facts(Route route) {
        List<RibNextHop> hops = new ArrayList<>();
        for (NextHop hop : route.nextHops()) {
            RibNextHop way =
                    hop.gateway() == null ? RibNextHop.on(hop.device()) : RibNextHop.via(hop.gateway(), hop.device());
            hops.add(way.withWeight(route.nextHops().size() == 1 ? 0 : hop.weight()));
        }
        if (route.kind() != RouteKind.UNICAST) {
            hops.add(RibNextHop.dead(route.kind()).withWeight(0));
        }
        return new RibEntry.Facts(
                RouteOrigin.KERNEL,
                route.metric() >>> DISTANCE_SHIFT,
                route.metric() & (1 << DISTANCE_SHIFT) - 1,
                0,
                false,
                false,
                false,
                hops);
    }
}
