package io.sextant.topology.routing;

import io.sextant.engine.Event;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.RouteDelays;
import io.sextant.protocol.bgp.rib.NextHops;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * FRR's zebra: the table of all routes a router has from its interfaces, its kernel, its configuration and BGP. It chooses
 * among them, finds the way to farther next hops, writes its choice into the kernel's table with zebra's own delays (FRR
 * 8.4.4, facts/frr.md point 4: 10 ms in the RIB queue, about 1 ms to the kernel), and tells its clients what became of the
 * next hops and routes they care for.
 */
public final class Zebra implements RibConsumer, NextHops {

    private static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);

    /** What zebra has on its way to the kernel. */
    private final class Batch extends Event {
        private final List<RibProcessor.Commit> commits;

        Batch(List<RibProcessor.Commit> commits) {
            this.commits = commits;
        }

        @Override
        public String label() {
            return "zebra to kernel " + host.name();
        }

        @Override
        protected void fire() {
            commit(commits);
        }
    }

    private final Host host;
    private final RouteDelays delays;
    private final boolean nexthopObjects;
    private final NexthopTable nexthops = new NexthopTable();
    private final RibTable table = new RibTable();
    private final NextHopResolver resolver = new NextHopResolver(table);
    private final RibProcessor processor = new RibProcessor(table, nexthops, resolver);
    private final NextHopTracker tracker = new NextHopTracker(table, resolver);
    private final KernelRoutes kernel;
    private final ConnectedRoutes connected = new ConnectedRoutes(this::add, this::delete);
    private final List<ZebraListener> listeners = new ArrayList<>();
    private final BgpClient bgp;
    private final Set<NetworkInterface> up = new LinkedHashSet<>();
    private boolean running;
    private final Reconnection reconnection = new Reconnection();
    private final Event reconnect = new Event() {
        @Override
        public String label() {
            return "daemons reach zebra " + host.name();
        }

        @Override
        protected void fire() {
            clients();
        }
    };
    private final Event queueEvent = new Event() {
        @Override
        public String label() {
            return "zebra rib queue " + host.name();
        }

        @Override
        protected void fire() {
            List<RibProcessor.Commit> commits = processor.run(scheduler().nanos());
            if (!commits.isEmpty()) {
                scheduler().schedule(new Batch(commits), scheduler().nanos() + delays.netlinkNanos());
            }
        }
    };

    /**
     * Starts on a host, and reads its interfaces and its table.
     *
     * @param nexthopObjects whether routes point to next-hop objects (Linux 5.3 and later) or carry their next hops
     */
    public Zebra(Host host, RouteDelays delays, boolean nexthopObjects) {
        this.host = host;
        this.delays = delays;
        this.nexthopObjects = nexthopObjects;
        this.bgp = new BgpClient(this, delays.workQueueNanos());
        this.kernel = new KernelRoutes(host, nexthops, nexthopObjects);
        host.addInterfaceListener(this::interfaceChanged);
        kernel.listen(this::add, this::delete);
        start();
    }

    public Host host() {
        return host;
    }

    /** Whether routes point to next-hop objects. */
    public boolean hasNexthopObjects() {
        return nexthopObjects;
    }

    public boolean isRunning() {
        return running;
    }

    public void addListener(ZebraListener listener) {
        listeners.add(listener);
    }

    /** Tells a BGP daemon of next hops, of interfaces, and of routes it may redistribute. */
    public void serve(BgpDaemon bgpd) {
        addListener(new BgpFeed(bgpd));
    }

    /** bgpd has connected: it is told what it may redistribute. */
    @Override
    public void onDaemonStarted(BgpDaemon from) {
        for (ZebraListener listener : listeners) {
            if (listener instanceof BgpFeed feed && feed.serves(from)) {
                feed.offerAll(routes());
            }
        }
    }

    /** {@code ip nht resolve-via-default} (32) or {@code ipv6 nht resolve-via-default} (128); off at first. */
    public void setResolveViaDefault(int lengthBits, boolean on) {
        resolver.setResolveViaDefault(lengthBits, on);
        tellNextHops();
    }

    // ----- what it knows

    /** All routes by prefix, of one prefix the newest first, as {@code show ip route} lists them. */
    public List<RibRoute> routes() {
        List<RibRoute> all = new ArrayList<>();
        for (RibNode node : table.sorted()) {
            node.entries.stream().filter(entry -> !entry.removed).forEach(entry -> all.add(RibRoute.of(node, entry)));
        }
        return all;
    }

    /** The chosen route to exactly this prefix. */
    public Optional<RibRoute> route(IpPrefix prefix) {
        RibNode node = table.find(prefix);
        return node == null ? Optional.empty() : node.selected().map(entry -> RibRoute.of(node, entry));
    }

    /** The kernel's next-hop objects, by number; none where routes carry their next hops. */
    public List<NexthopObject> nexthops() {
        nexthops.expire(scheduler().nanos());
        return nexthopObjects ? nexthops.objects() : List.of();
    }

    /**
     * zebra's own next hops and groups, in its order, whether the kernel takes objects or not. A connected network stands in
     * the table for multicast as well, and uses its next hop a second time (FRR 8.4 {@code connected_up}).
     */
    public List<NexthopGroup> nexthopGroups() {
        nexthops.expire(scheduler().nanos());
        SortedMap<Integer, Integer> connectedUses = new TreeMap<>();
        routes().stream()
                .filter(route -> route.origin() == RouteOrigin.CONNECTED)
                .forEach(route -> connectedUses.merge(route.nexthopId(), 1, Integer::sum));
        return nexthops.groups().stream()
                .map(group -> group.withMoreUses(connectedUses.getOrDefault(group.id(), 0)))
                .toList();
    }

    /** What is known of an address, whose changes listeners hear from now on ({@code ZEBRA_NEXTHOP_REGISTER}). */
    public NextHopState nextHop(IpAddress address) {
        return tracker.watch(address);
    }

    /** Changes of this address need not be told any more. */
    public void forgetNextHop(IpAddress address) {
        tracker.forget(address);
    }

    /** Addresses that are watched, as {@code show ip nht} lists them. */
    public List<NextHopState> nextHops() {
        return tracker.all();
    }

    /** The metric of the route to a next hop; {@link Path#UNREACHABLE} without one. */
    @Override
    public long igpMetric(IpAddress nextHop) {
        NextHopState state = tracker.watch(nextHop);
        return state.isReachable() ? state.metric() : Path.UNREACHABLE;
    }

    /** Whether an address is on a network of this host. */
    @Override
    public boolean isConnected(IpAddress address) {
        return tracker.watch(address).isConnected();
    }

    /** Whether an address is one of this host's own. */
    @Override
    public boolean isOwn(IpAddress address) {
        return host.isLocal(address);
    }

    /** FRR 8.4 {@code bgp_nexthop_set}: a session over IPv4 says the IPv6 addresses of the interface under it. */
    @Override
    public Optional<Ipv6Address> globalAddressBeside(IpAddress own) {
        return own instanceof Ipv6Address ipv6 && !ipv6.isLinkLocal()
                ? Optional.of(ipv6)
                : AddressesBeside.of(host, own)
                        .filter(address -> !address.isLinkLocal() && !address.equals(LOOPBACK))
                        .findFirst();
    }

    @Override
    public Optional<Ipv4Address> ipv4AddressBeside(IpAddress own) {
        return AddressesBeside.ipv4Of(host, own).findFirst();
    }

    @Override
    public Optional<Ipv6Address> linkLocalAddressBeside(IpAddress own) {
        return AddressesBeside.of(host, own).filter(Ipv6Address::isLinkLocal).findFirst();
    }

    /** The network an address shares with this host. */
    @Override
    public Optional<IpPrefix> connectedNetwork(IpAddress address) {
        NextHopState state = tracker.watch(address);
        return state.isConnected() ? Optional.ofNullable(state.by()) : Optional.empty();
    }

    /** Of the route in use, where it is not BGP's; {@code network} looks for it. */
    @Override
    public long routeMetric(IpPrefix prefix) {
        return route(prefix)
                .filter(route -> route.installed() && route.origin() != RouteOrigin.BGP)
                .map(RibRoute::metric)
                .orElse(Path.UNREACHABLE);
    }

    // ----- what others tell it

    /** A source has this route from now on. */
    void add(IpPrefix prefix, RibEntry.Facts facts) {
        if (running) {
            processor.add(prefix, new RibEntry(facts, scheduler().nanos()));
            wake();
        }
    }

    /** A source has this route no more. */
    void delete(IpPrefix prefix, RibEntry.Facts facts) {
        if (running) {
            processor.delete(prefix, facts, scheduler().nanos());
            wake();
        }
    }

    @Override
    public void onRoutesAgain(BgpDaemon from, List<Selection> all) {
        bgp.takeAgain(from, all);
    }

    @Override
    public void onRoutes(BgpDaemon from, RibDelta delta) {
        bgp.take(from, delta);
    }

    @Override
    public void onRouteUpdate(BgpDaemon from, AddressFamily family, boolean complete) {
        bgp.updates(family, complete);
    }

    /** bgpd's connection closed: zebra takes its routes out, through the same queue, or keeps them for a while. */
    @Override
    public void onDaemonGone(BgpDaemon from, boolean inOrder) {
        bgp.gone(from, inOrder);
    }

    private void interfaceChanged(NetworkInterface device) {
        if (!running) {
            return;
        }
        boolean lost = connected.refresh(device);
        if (device.isRunning()) {
            up.add(device);
        } else if (up.remove(device)) {
            nexthops.deviceDown(device);
            listeners.forEach(listener -> listener.onInterfaceDown(device));
        }
        if (lost || !device.isRunning()) {
            // RIB_UPDATE_KERNEL: the kernel drops routes of a dead interface without a word.
            processor.recheck(RouteOrigin.KERNEL);
            if (!processor.isEmpty()) {
                wake();
            }
        }
    }

    // ----- life

    /**
     * Starts the program: it takes out what a former life left in the kernel (FRR 8.4 {@code rib_sweep_route}) and reads
     * everything. Daemons that run reach it again at their next attempt, and tell what they know.
     */
    public void start() {
        if (running || !host.isPowered()) {
            return;
        }
        running = true;
        kernel.sweep();
        for (NetworkInterface device : host.interfaces()) {
            connected.refresh(device);
            if (device.isRunning()) {
                up.add(device);
            }
        }
        kernel.read(this::add);
        if (reconnection.isFirst()) {
            clients();
        } else {
            scheduler().schedule(reconnect, reconnection.nextNanos(scheduler().nanos()));
        }
    }

    private void clients() {
        bgp.tellAll();
        listeners.forEach(ZebraListener::onStart);
    }

    /** The program dies (SIGKILL): what it wrote stays in the kernel. */
    public void kill() {
        end(true);
    }

    /** The program ends (SIGTERM): it takes its routes out of the kernel. */
    public void stop() {
        if (running) {
            end(false);
            kernel.sweep();
        }
    }

    /** The host has lost power: everything is forgotten. */
    public void vanish() {
        end(false);
        bgp.clear();
        reconnection.forget();
    }

    private void end(boolean objectsStay) {
        if (running) {
            reconnection.lost(scheduler().nanos());
        }
        running = false;
        scheduler().cancel(queueEvent);
        scheduler().cancel(reconnect);
        processor.clear();
        table.clear();
        nexthops.clear(objectsStay);
        tracker.clear();
        connected.clear();
        up.clear();
        bgp.zebraGone();
    }

    // ----- work

    private void wake() {
        if (!queueEvent.isPending()) {
            scheduler().schedule(queueEvent, scheduler().nanos() + delays.zebraNanos());
        }
    }

    private void commit(List<RibProcessor.Commit> commits) {
        if (!running || !host.isPowered()) {
            return;
        }
        for (RibProcessor.Commit commit : commits) {
            write(commit);
        }
        if (listeners.isEmpty()) {
            return;
        }
        for (RibProcessor.Commit commit : commits) {
            RibNode node = commit.node();
            if (isBgp(commit.before()) && isBgp(commit.now())) {
                listeners.forEach(listener -> listener.onBgpRoute(node.prefix));
                continue;
            }
            Optional<RibRoute> now = node.selected().map(entry -> RibRoute.of(node, entry));
            listeners.forEach(listener -> listener.onRoute(node.prefix, now));
        }
        tellNextHops();
    }

    private static boolean isBgp(@Nullable RibEntry entry) {
        return entry == null || entry.origin() == RouteOrigin.BGP;
    }

    private void write(RibProcessor.Commit commit) {
        RibEntry before = commit.before();
        RibEntry now = commit.now();
        IpPrefix prefix = commit.node().prefix;
        boolean wasOurs = before != null && !before.origin().isSystem();
        if (before != null) {
            before.installed = false;
            before.queued = false;
        }
        if (now != null) {
            now.installed = true;
            now.queued = false;
            kernel.install(prefix, now);
        }
        if (wasOurs && (now == null || now.origin().isSystem())) {
            kernel.remove(prefix);
        }
    }

    private void tellNextHops() {
        List<NextHopState> changed = tracker.refresh();
        if (changed.isEmpty()) {
            return;
        }
        listeners.forEach(listener -> listener.onNextHops(changed));
        bgp.nextHopsMoved(scheduler(), changed);
    }

    Scheduler scheduler() {
        return host.network().scheduler();
    }
}
