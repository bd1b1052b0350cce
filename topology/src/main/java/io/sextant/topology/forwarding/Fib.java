package io.sextant.topology.forwarding;

import io.sextant.engine.Clock;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.KernelProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The main routing table of a host for one version of IP: longest prefix first, then the lowest metric. Looking up allocates nothing and
 * probes one hash table for each prefix length in use. Routes to the host's own addresses are kept apart, in
 * {@code LocalAddresses}, as Linux keeps them in table local.
 */
public final class Fib {

    /** Most routes a table holds. */
    public static final int ROUTE_LIMIT = 4_000_000;

    /** Order of {@code ip route}: by address, longer prefixes first, lower metrics first. */
    private static final Comparator<Route> LISTING = Comparator.<Route, IpAddress>comparing(
                    route -> route.prefix().address())
            .thenComparing(route -> -route.prefix().length())
            .thenComparing(Route::metric);

    /** What the table asks of the host that owns it. */
    public interface Environment extends Clock {
        KernelProfile kernel();

        /** Whether the neighbour is FAILED or INCOMPLETE; no entry counts as good. */
        boolean isNeighbourBad(NetworkInterface device, IpAddress address);

        /** {@code net.ipv4.fib_multipath_use_neigh}. */
        boolean multipathUsesNeighbours();

        /** {@code net.ipv4.conf.*.ignore_routes_with_linkdown}. */
        boolean ignoresRoutesWithLinkdown();

        /** The host's next-hop objects, which routes point to by number. */
        NexthopObjects nexthops();

        /** How groups of routing daemons share flows; counts for routes installed from then on. */
        ForwardingModel forwardingModel();
    }

    private final Environment host;
    private final IpVersion version;
    private final PrefixTable[] byLength;
    private Ipv4PrefixTable[] ipv4InUse = {};
    private Ipv6PrefixTable[] ipv6InUse = {};
    private final List<FibListener> listeners = new ArrayList<>();
    private final GroupList groups;
    private int size;
    private long changes;

    /** An IPv4 table. */
    public Fib(Environment host) {
        this(host, IpVersion.IPV4);
    }

    public Fib(Environment host, IpVersion version) {
        this.host = host;
        this.version = version;
        this.groups = new GroupList(host);
        this.byLength = new PrefixTable[version.addressBits() + 1];
        for (int length = 0; length < byLength.length; length++) {
            byLength[length] = version == IpVersion.IPV4 ? new Ipv4PrefixTable(length) : new Ipv6PrefixTable(length);
        }
    }

    /** Whose routes these are. */
    public IpVersion ipVersion() {
        return version;
    }

    /** Hears every change from now on. */
    public void addListener(FibListener listener) {
        listeners.add(listener);
    }

    /** Counts changes; equal versions mean equal tables. */
    public long version() {
        return changes;
    }

    public int size() {
        return size;
    }

    /** The best usable route to an IPv4 address, or null. */
    public @Nullable RouteEntry lookup(int addressBits) {
        for (Ipv4PrefixTable table : ipv4InUse) {
            RouteEntry entry = table.find(addressBits);
            if (entry != null) {
                RouteEntry usable = firstUsable(entry);
                if (usable != null) {
                    return usable;
                }
            }
        }
        return null;
    }

    /** The best usable route to an IPv6 address given as two halves, or null. */
    public @Nullable RouteEntry lookup(long high, long low) {
        for (Ipv6PrefixTable table : ipv6InUse) {
            RouteEntry entry = table.find(high, low);
            if (entry != null) {
                RouteEntry usable = firstUsable(entry);
                if (usable != null) {
                    return usable;
                }
            }
        }
        return null;
    }

    /** The best usable route to an address of this table's version, or null. */
    public @Nullable RouteEntry lookup(IpAddress address) {
        return version == IpVersion.IPV4 ? lookup((int) address.low()) : lookup(address.high(), address.low());
    }

    private @Nullable RouteEntry firstUsable(RouteEntry chain) {
        for (RouteEntry entry = chain; entry != null; entry = entry.next) {
            if (entry.isUsable(host.ignoresRoutesWithLinkdown())) {
                return entry;
            }
        }
        return null;
    }

    /** Adds a route; false, as the kernel's EEXIST, when prefix and metric are taken. */
    public boolean add(Route route) {
        if (find(route.prefix(), route.metric()).isPresent()) {
            return false;
        }
        insert(route, null);
        changed(new FibDelta(null, route));
        return true;
    }

    /** Adds a route or replaces the one with its prefix and metric in one step, as {@code ip route replace} does. */
    public void replace(Route route) {
        Optional<Route> before = find(route.prefix(), route.metric());
        if (before.isPresent() && before.get().equals(route)) {
            return;
        }
        insert(route, before.map(this::take).orElse(null));
        changed(new FibDelta(before.orElse(null), route));
    }

    /** Removes the route with this prefix and metric; false when there is none. */
    public boolean remove(IpPrefix prefix, int metric) {
        Optional<Route> found = find(prefix, metric);
        found.ifPresent(route -> {
            take(route);
            changed(new FibDelta(route, null));
        });
        return found.isPresent();
    }

    /** The route with this prefix and metric. */
    public Optional<Route> find(IpPrefix prefix, int metric) {
        RouteEntry entry = tableOf(prefix).find(prefix);
        while (entry != null && entry.route().metric() != metric) {
            entry = entry.next;
        }
        return Optional.ofNullable(entry).map(RouteEntry::route);
    }

    /** All routes in the order of {@code ip route}. */
    public List<Route> routes() {
        List<Route> all = new ArrayList<>(size);
        for (PrefixTable table : inUse()) {
            for (RouteEntry chain : table.chains()) {
                for (RouteEntry entry = chain; entry != null; entry = entry.next) {
                    all.add(entry.route());
                }
            }
        }
        all.sort(LISTING);
        return all;
    }

    /** Removes everything, as a reboot does. */
    public void clear() {
        for (Route route : routes()) {
            remove(route.prefix(), route.metric());
        }
    }

    /**
     * A device went up or down, or its carrier did: what Linux' fib_sync_down_dev and nexthop_flush_dev do. Routes
     * that lose their last next hop go away; next-hop objects on the device are gone for good, inline members of a
     * group only while it lasts.
     */
    public void deviceChanged(NetworkInterface device) {
        for (Route route : routes()) {
            if (route.nextHops().stream().anyMatch(hop -> hop.device() == device)) {
                deviceChanged(device, route);
            }
        }
        changes++;
    }

    private void deviceChanged(NetworkInterface device, Route route) {
        boolean object = route.nexthopId() != 0;
        List<NextHop> left =
                route.nextHops().stream().filter(hop -> hop.device() != device).toList();
        boolean gone = object ? !device.isRunning() : !device.isUp();
        if (gone && (left.isEmpty() || (!object && noneUp(left)))) {
            remove(route.prefix(), route.metric());
        } else if (gone && object) {
            replace(route.withNextHops(left));
        } else {
            groups.refreshLinks(route);
        }
    }

    /** An administrator's next-hop object changed: routes over it have its next hops of now, or go with it ({@code nexthop_replace}). */
    public void nexthopChanged(int id) {
        for (Route route : routes()) {
            if (route.nexthopId() != id || route.protocol().isDaemon()) {
                continue;
            }
            List<NextHop> hops = host.nexthops().hops(id);
            if (hops.isEmpty()) {
                remove(route.prefix(), route.metric());
            } else {
                replace(route.withNextHops(hops));
            }
        }
    }

    private static boolean noneUp(List<NextHop> hops) {
        return hops.stream().noneMatch(hop -> hop.device().isUp());
    }

    /** A neighbour became usable or unusable: groups that look at neighbours skip it or take it back. */
    public void neighbourChanged(NetworkInterface device, IpAddress address, boolean bad) {
        groups.neighbourChanged(device, address, bad);
    }

    private void insert(Route route, @Nullable RouteEntry before) {
        if (size >= ROUTE_LIMIT) {
            throw new IllegalStateException("the forwarding table holds " + ROUTE_LIMIT + " routes already");
        }
        RouteEntry entry = groups.enter(route, before);
        IpPrefix key = route.prefix();
        PrefixTable table = tableOf(key);
        RouteEntry head = table.find(key);
        if (head == null || head.route().metric() > route.metric()) {
            entry.next = head;
            table.put(key, entry);
        } else {
            RouteEntry last = head;
            for (RouteEntry at = head; at != null && at.route().metric() < route.metric(); at = at.next) {
                last = at;
            }
            entry.next = last.next;
            last.next = entry;
        }
        size++;
        lengthsChanged();
    }

    private RouteEntry take(Route route) {
        IpPrefix key = route.prefix();
        PrefixTable table = tableOf(key);
        RouteEntry before = null;
        RouteEntry entry = table.find(key);
        while (entry != null && entry.route().metric() != route.metric()) {
            before = entry;
            entry = entry.next;
        }
        if (entry == null) {
            throw new IllegalStateException("no route to " + route.prefix() + " metric " + route.metric());
        }
        if (before != null) {
            before.next = entry.next;
        } else if (entry.next != null) {
            table.put(key, entry.next);
        } else {
            table.remove(key);
        }
        groups.remove(entry);
        size--;
        lengthsChanged();
        return entry;
    }

    private PrefixTable tableOf(IpPrefix prefix) {
        if (prefix.address().version() != version) {
            throw new IllegalArgumentException(prefix + " is not of " + version);
        }
        return byLength[prefix.length()];
    }

    private PrefixTable[] inUse() {
        return version == IpVersion.IPV4 ? ipv4InUse : ipv6InUse;
    }

    private void lengthsChanged() {
        int count = 0;
        for (PrefixTable table : byLength) {
            count += table.size() > 0 ? 1 : 0;
        }
        if (count == inUse().length && !hasEmpty()) {
            return;
        }
        PrefixTable[] longestFirst =
                version == IpVersion.IPV4 ? new Ipv4PrefixTable[count] : new Ipv6PrefixTable[count];
        for (PrefixTable table : byLength) {
            if (table.size() > 0) {
                longestFirst[--count] = table;
            }
        }
        if (longestFirst instanceof Ipv4PrefixTable[] tables) {
            ipv4InUse = tables;
        } else {
            ipv6InUse = (Ipv6PrefixTable[]) longestFirst;
        }
    }

    private boolean hasEmpty() {
        for (PrefixTable table : inUse()) {
            if (table.size() == 0) {
                return true;
            }
        }
        return false;
    }

    private void changed(FibDelta delta) {
        changes++;
        long now = host.nanos();
        for (FibListener listener : listeners) {
            listener.onChange(now, delta);
        }
    }
}
