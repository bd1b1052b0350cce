package io.sextant.topology.routing;

import io.sextant.engine.Event;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.profile.RouteDelays;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.forwarding.RouteScope;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * FRR's zebra: carries BGP's decisions to the kernel's table, with zebra's own delays (FRR 8.4.4, facts/frr.md point 4: 10
 * ms in the RIB queue, about 1 ms to the kernel), and answers what it knows of next hops.
 */
public final class Zebra implements BgpDaemon.RibConsumer, NextHops {

    /** The kernel metric zebra gives BGP's routes; {@code ip route} shows it. */
    static final int KERNEL_METRIC = 20;

    private static final int DISTANCE_EXTERNAL = 20;
    private static final int DISTANCE_INTERNAL = 200;

    /** Changes that wait for the same turn: zebra's work queue, or what it has on its way to the kernel. */
    private final class Batch extends Event {
        private final Map<Ipv4Prefix, Optional<Selection>> changes;

        Batch(Map<Ipv4Prefix, Optional<Selection>> changes) {
            this.changes = changes;
        }

        @Override
        public String label() {
            return "zebra to kernel " + host.name();
        }

        @Override
        protected void fire() {
            changes.forEach(Zebra.this::install);
        }
    }

    private final Host host;
    private final RouteDelays delays;
    private final boolean nexthopObjects;
    private final NexthopIds ids = new NexthopIds();
    private final Map<Ipv4Prefix, Selection> selected = new TreeMap<>();
    private final Map<Ipv4Prefix, RibRoute> routes = new TreeMap<>();
    private final Map<Ipv4Prefix, Long> connectedSince = new LinkedHashMap<>();
    private Map<Ipv4Prefix, Optional<Selection>> queue = new LinkedHashMap<>();
    private final Event queueEvent = new Event() {
        @Override
        public String label() {
            return "zebra rib queue " + host.name();
        }

        @Override
        protected void fire() {
            Batch batch = new Batch(queue);
            queue = new LinkedHashMap<>();
            scheduler().schedule(batch, scheduler().nanos() + delays.netlinkNanos());
        }
    };

    /**
     * Starts on a host whose interfaces have their addresses.
     *
     * @param nexthopObjects whether routes point to next-hop objects (Linux 5.3 and later) or carry their next hops
     */
    public Zebra(Host host, RouteDelays delays, boolean nexthopObjects) {
        this.host = host;
        this.delays = delays;
        this.nexthopObjects = nexthopObjects;
        for (NetworkInterface device : host.interfaces()) {
            learnConnected(device);
        }
        host.addInterfaceListener(this::learnConnected);
    }

    public Host host() {
        return host;
    }

    /** Whether routes point to next-hop objects. */
    public boolean hasNexthopObjects() {
        return nexthopObjects;
    }

    /** BGP's routes and connected ones, by prefix, as {@code show ip route} lists them. */
    public List<RibRoute> routes() {
        List<RibRoute> all = new ArrayList<>(routes.values());
        for (NetworkInterface device : host.interfaces()) {
            for (InterfaceAddress address : device.addresses()) {
                if (device.isRunning() && !address.address().isLoopback()) {
                    all.add(connected(device, address));
                }
            }
        }
        all.addAll(kernelRoutes());
        all.sort(Comparator.comparing((RibRoute route) -> (IpPrefix) route.prefix())
                .thenComparing(RibRoute::distance));
        return all;
    }

    /** The kernel's next-hop objects, by number; none where routes carry their next hops. */
    public List<NexthopObject> nexthops() {
        List<NexthopObject> objects = new ArrayList<>();
        ids.all(scheduler().nanos()).forEach((id, what) -> {
            if (what instanceof NextHop hop) {
                objects.add(new NexthopObject(id, hop, List.of()));
            } else if (what instanceof List<?> hops) {
                List<Integer> members = hops.stream().map(ids::find).sorted().toList();
                objects.add(new NexthopObject(id, null, members));
            }
        });
        return objects;
    }

    /** The BGP route to exactly this prefix, as installed. */
    public Optional<RibRoute> route(Ipv4Prefix prefix) {
        return Optional.ofNullable(routes.get(prefix));
    }

    /**
     * Cost 0 where the address is on a connected network or behind a route other than BGP's and the default route (FRR:
     * {@code ip nht resolve-via-default} is off under traditional defaults).
     */
    @Override
    public long igpMetric(IpAddress nextHop) {
        if (!(nextHop instanceof Ipv4Address ipv4)) {
            return Path.UNREACHABLE;
        }
        return way(ipv4).isPresent() ? 0 : Path.UNREACHABLE;
    }

    @Override
    public void onRoutes(RibDelta delta) {
        for (RibDelta.Change change : delta.changes()) {
            if (change.prefix() instanceof Ipv4Prefix prefix) {
                enqueue(prefix, change.current());
            }
        }
    }

    /** bgpd's connection closed: zebra takes its routes out, through the same queue. */
    @Override
    public void onDaemonGone() {
        List.copyOf(selected.keySet()).forEach(prefix -> enqueue(prefix, Optional.empty()));
    }

    /** The host has lost power: everything is forgotten. */
    public void vanish() {
        scheduler().cancel(queueEvent);
        queue = new LinkedHashMap<>();
        selected.clear();
        routes.clear();
    }

    private void enqueue(Ipv4Prefix prefix, Optional<Selection> selection) {
        selection.ifPresentOrElse(now -> selected.put(prefix, now), () -> selected.remove(prefix));
        queue.put(prefix, selection);
        if (!queueEvent.isPending()) {
            scheduler().schedule(queueEvent, scheduler().nanos() + delays.zebraNanos());
        }
    }

    private void install(Ipv4Prefix prefix, Optional<Selection> selection) {
        if (!host.isPowered()) {
            return;
        }
        long now = scheduler().nanos();
        RibRoute before = routes.get(prefix);
        List<NextHop> hops = selection.map(this::nextHops).orElse(List.of());
        if (hops.isEmpty()) {
            if (before != null) {
                routes.remove(prefix);
                host.fib().remove(prefix, KERNEL_METRIC);
                release(before, now);
            }
            return;
        }
        boolean internal = selection.get().best().source().peerType() == PeerType.INTERNAL;
        // A group has its number before those of its members that are new (samples/frr/lab-metallb: 10 is 6/11).
        int id = nexthopObjects ? ids.acquire(key(hops), now) : 0;
        List<NextHop> kernelOrder = nexthopObjects ? byId(hops, now) : hops;
        Route route = new Route(
                prefix, RouteKind.UNICAST, kernelOrder, RouteProtocol.BGP, KERNEL_METRIC, RouteScope.GLOBAL, null, id);
        routes.put(
                prefix,
                new RibRoute(
                        prefix,
                        RouteProtocol.BGP,
                        internal ? DISTANCE_INTERNAL : DISTANCE_EXTERNAL,
                        selection.get().best().attributes().med().orElse(0L),
                        hops,
                        now,
                        id));
        host.fib().replace(route);
        if (before != null) {
            release(before, now);
        }
    }

    /** The next hops of a decision that have a way, by address. */
    private List<NextHop> nextHops(Selection selection) {
        List<NextHop> hops = new ArrayList<>();
        for (Path path : selection.multipath()) {
            if (path.attributes().nextHop().orElse(null) instanceof Ipv4Address gateway) {
                way(gateway).ifPresent(hops::add);
            }
        }
        hops.sort(Comparator.comparing(hop -> gateway(hop)));
        return hops.stream().distinct().toList();
    }

    private Optional<NextHop> way(Ipv4Address gateway) {
        for (NetworkInterface device : host.interfaces()) {
            for (InterfaceAddress address : device.addresses()) {
                if (device.isRunning() && address.subnet().contains(gateway)) {
                    return Optional.of(NextHop.via(gateway, device));
                }
            }
        }
        return host.fib().routes().stream()
                .filter(route -> route.protocol() != RouteProtocol.BGP)
                .filter(route -> route.prefix().length() > 0 && route.prefix().contains(gateway))
                .max(Comparator.comparingInt(route -> route.prefix().length()))
                .flatMap(route -> route.nextHops().stream().findFirst())
                .map(hop -> hop.gateway() == null ? NextHop.via(gateway, hop.device()) : hop);
    }

    /** Next-hop groups stand in the order of their members' numbers, the order of first use. */
    private List<NextHop> byId(List<NextHop> hops, long now) {
        Map<Integer, NextHop> sorted = new TreeMap<>();
        for (NextHop hop : hops) {
            sorted.put(ids.acquire(hop, now), hop);
        }
        return List.copyOf(sorted.values());
    }

    /** What the group's number stands for; a single next hop is its own group. */
    private static Object key(List<NextHop> hops) {
        if (hops.size() == 1) {
            return hops.get(0);
        }
        return List.copyOf(hops);
    }

    private void release(RibRoute before, long now) {
        if (nexthopObjects) {
            before.nextHops().forEach(hop -> ids.release(hop, now));
            ids.release(key(before.nextHops()), now);
        }
    }

    private void learnConnected(NetworkInterface device) {
        for (InterfaceAddress address : device.addresses()) {
            if (address.address().isLoopback()) {
                continue;
            }
            if (!device.isRunning()) {
                connectedSince.remove(address.subnet());
            } else if (connectedSince.putIfAbsent(address.subnet(), scheduler().nanos()) == null && nexthopObjects) {
                ids.acquire(NextHop.on(device), scheduler().nanos());
            }
        }
    }

    private RibRoute connected(NetworkInterface device, InterfaceAddress address) {
        long since = connectedSince.getOrDefault(address.subnet(), 0L);
        NextHop hop = NextHop.on(device);
        return new RibRoute(address.subnet(), RouteProtocol.KERNEL, 0, 0, List.of(hop), since, ids.find(hop));
    }

    /** What an administrator gave the kernel by {@code ip route add}: zebra reads it as kernel routes. */
    private List<RibRoute> kernelRoutes() {
        return host.fib().routes().stream()
                .filter(route -> route.protocol() == RouteProtocol.BOOT || route.protocol() == RouteProtocol.STATIC)
                .map(route -> new RibRoute(
                        (Ipv4Prefix) route.prefix(), RouteProtocol.BOOT, 0, route.metric(), route.nextHops(), 0, 0))
                .toList();
    }

    private static Ipv4Address gateway(NextHop hop) {
        return hop.gateway() instanceof Ipv4Address gateway ? gateway : Ipv4Address.ANY;
    }

    private Scheduler scheduler() {
        return host.network().scheduler();
    }
}
