package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Next-hop tracking: which route leads to the addresses that daemons asked about (FRR 8.4 {@code zebra_rnh.c}). */
final class NextHopTracker {

    /** Most addresses that are watched. */
    static final int ADDRESS_LIMIT = 1_000_000;

    private final RibTable table;
    private final NextHopResolver resolver;
    private final Map<IpAddress, NextHopState> watched = new LinkedHashMap<>();

    NextHopTracker(RibTable table, NextHopResolver resolver) {
        this.table = table;
        this.resolver = resolver;
    }

    /** What is known of an address, which is watched from now on. */
    NextHopState watch(IpAddress address) {
        NextHopState known = watched.get(address);
        if (known != null) {
            return known;
        }
        if (watched.size() >= ADDRESS_LIMIT) {
            throw new IllegalStateException("zebra watches " + ADDRESS_LIMIT + " next hops already");
        }
        NextHopState fresh = resolve(address);
        watched.put(address, fresh);
        return fresh;
    }

    void forget(IpAddress address) {
        watched.remove(address);
    }

    void clear() {
        watched.clear();
    }

    /** What is watched, by address. */
    List<NextHopState> all() {
        return watched.values().stream()
                .sorted((one, other) -> one.address().compareTo(other.address()))
                .toList();
    }

    /** Looks at everything again; what changed. */
    List<NextHopState> refresh() {
        List<NextHopState> changed = new ArrayList<>();
        for (Map.Entry<IpAddress, NextHopState> entry : watched.entrySet()) {
            NextHopState now = resolve(entry.getKey());
            if (!now.equals(entry.getValue())) {
                entry.setValue(now);
                changed.add(now);
            }
        }
        return changed;
    }

    /** {@code zebra_rnh_resolve_nexthop_entry}: the longest prefix whose chosen route is in the kernel with a good next hop. */
    NextHopState resolve(IpAddress address) {
        RibNode node = table.longest(address, address.lengthBits());
        while (node != null) {
            if (node.prefix.length() == 0 && !resolver.resolvesViaDefault(node.prefix)) {
                return NextHopState.unresolved(address);
            }
            RibEntry route = node.selected().orElse(null);
            if (route != null && !route.removed && !route.queued && route.installed && route.hasActiveHop()) {
                return state(address, node.prefix, route);
            }
            node = table.longest(address, node.prefix.length() - 1);
        }
        return NextHopState.unresolved(address);
    }

    private static NextHopState state(IpAddress address, IpPrefix prefix, RibEntry route) {
        List<RibNextHop> hops = route.hops().stream().filter(RibNextHop::active).toList();
        RibEntry.Facts facts = route.facts;
        return new NextHopState(address, prefix, facts.origin(), facts.distance(), facts.metric(), hops);
    }
}
