package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * FRR's staticd: gives zebra the static routes whose next hops can be reached, and takes back those whose next hops cannot
 * (FRR 8.4 {@code static_zebra_route_add}, {@code static_nht.c}).
 */
public final class StaticRoutes implements ZebraListener {

    /** Most statements. */
    public static final int ROUTE_LIMIT = 1_000_000;

    /** What makes one route of zebra's. */
    private record Way(IpPrefix prefix, int distance, long tag) {}

    private final Host host;
    private final Zebra zebra;
    private final Map<Way, Set<StaticRoute>> configured = new LinkedHashMap<>();
    private final Map<Way, List<RibNextHop>> told = new LinkedHashMap<>();
    private int size;

    /** Starts beside a zebra that runs. */
    public StaticRoutes(Zebra zebra) {
        this.host = zebra.host();
        this.zebra = zebra;
        zebra.addListener(this);
        host.addInterfaceListener(this::interfaceChanged);
    }

    /** Takes a statement; harmless when it is there already. */
    public void add(StaticRoute route) {
        if (size >= ROUTE_LIMIT) {
            throw new IllegalStateException("staticd holds " + ROUTE_LIMIT + " statements already");
        }
        Way way = way(route);
        if (configured.computeIfAbsent(way, fresh -> new LinkedHashSet<>()).add(route)) {
            size++;
            tell(way, false);
        }
    }

    /** Takes a statement back; harmless when it is not there. */
    public void remove(StaticRoute route) {
        Way way = way(route);
        Set<StaticRoute> all = configured.get(way);
        if (all != null && all.remove(route)) {
            size--;
            tell(way, false);
            if (all.isEmpty()) {
                configured.remove(way);
            }
        }
    }

    /** All statements, in the order in which routes were first named. */
    public List<StaticRoute> all() {
        List<StaticRoute> all = new ArrayList<>();
        configured.values().forEach(all::addAll);
        return all;
    }

    @Override
    public void onStart() {
        told.clear();
        configured.keySet().forEach(way -> tell(way, false));
    }

    @Override
    public void onNextHops(List<NextHopState> changed) {
        Set<IpAddress> addresses = new LinkedHashSet<>();
        changed.forEach(state -> addresses.add(state.address()));
        for (Map.Entry<Way, Set<StaticRoute>> entry : configured.entrySet()) {
            if (entry.getValue().stream().anyMatch(route -> addresses.contains(route.gateway()))) {
                tell(entry.getKey(), true);
            }
        }
    }

    private void interfaceChanged(NetworkInterface device) {
        for (Map.Entry<Way, Set<StaticRoute>> entry : configured.entrySet()) {
            if (entry.getValue().stream().anyMatch(route -> route.deviceName().equals(device.name()))) {
                tell(entry.getKey(), false);
            }
        }
    }

    /** @param again whether zebra has to hear what it heard already, since the way to a next hop is another */
    private void tell(Way way, boolean again) {
        if (!zebra.isRunning()) {
            return;
        }
        List<RibNextHop> hops = new ArrayList<>();
        for (StaticRoute route : configured.getOrDefault(way, new LinkedHashSet<>())) {
            RibNextHop hop = hop(route);
            if (hop != null) {
                hops.add(hop);
            }
        }
        List<RibNextHop> before = told.getOrDefault(way, List.of());
        if (hops.equals(before) && (!again || hops.isEmpty())) {
            return;
        }
        RibEntry.Facts facts =
                new RibEntry.Facts(RouteOrigin.STATIC, way.distance, 0, way.tag, false, true, true, hops);
        if (hops.isEmpty()) {
            told.remove(way);
            zebra.delete(way.prefix, facts);
        } else {
            told.put(way, hops);
            zebra.add(way.prefix, facts);
        }
    }

    /** The next hop as zebra is told of it; null while it cannot be used. */
    private @Nullable RibNextHop hop(StaticRoute route) {
        if (route.dead() != null) {
            return RibNextHop.dead(route.dead());
        }
        NetworkInterface device = route.deviceName().isEmpty()
                ? null
                : host.interfaceNamed(route.deviceName()).orElse(null);
        boolean named = !route.deviceName().isEmpty();
        if (named && (device == null || !device.isRunning())) {
            return null;
        }
        IpAddress gateway = route.gateway();
        if (gateway == null) {
            return device == null ? null : RibNextHop.on(device);
        }
        RibNextHop hop = device == null ? RibNextHop.via(gateway) : RibNextHop.via(gateway, device);
        boolean reachable = zebra.nextHop(gateway).isReachable() && !zebra.isOwn(gateway);
        return named || reachable ? route.onlink() ? hop.asOnlink() : hop : null;
    }

    private static Way way(StaticRoute route) {
        return new Way(route.prefix(), route.distance(), route.tag());
    }
}
