package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The networks that interfaces are on while they run, one route for each network of an interface however many addresses it
 * has there (FRR 8.4 {@code connected_up}, {@code connected_down}).
 */
final class ConnectedRoutes {

    private final BiConsumer<IpPrefix, RibEntry.Facts> added;
    private final BiConsumer<IpPrefix, RibEntry.Facts> removed;
    private final Map<NetworkInterface, Set<IpPrefix>> known = new LinkedHashMap<>();

    ConnectedRoutes(BiConsumer<IpPrefix, RibEntry.Facts> added, BiConsumer<IpPrefix, RibEntry.Facts> removed) {
        this.added = added;
        this.removed = removed;
    }

    /** Looks at an interface again; whether one of its networks is gone. */
    boolean refresh(NetworkInterface device) {
        Set<IpPrefix> now = networks(device);
        Set<IpPrefix> before = known.getOrDefault(device, new LinkedHashSet<>());
        known.put(device, now);
        boolean lost = false;
        for (IpPrefix prefix : before) {
            if (!now.contains(prefix)) {
                removed.accept(prefix, facts(device));
                lost = true;
            }
        }
        for (IpPrefix prefix : now) {
            if (!before.contains(prefix)) {
                added.accept(prefix, facts(device));
            }
        }
        return lost;
    }

    void clear() {
        known.clear();
    }

    private static Set<IpPrefix> networks(NetworkInterface device) {
        Set<IpPrefix> networks = new LinkedHashSet<>();
        if (device.isRunning()) {
            for (InterfaceAddress address : device.addresses()) {
                if (!address.address().isLoopback() && address.subnet().length() > 0) {
                    networks.add(address.subnet());
                }
            }
            for (Ipv6InterfaceAddress address : device.ipv6Addresses()) {
                boolean loopback = address.address().equals(Ipv6Address.LOOPBACK);
                if (!loopback && address.prefixLength() > 0) {
                    networks.add(address.subnet());
                }
            }
        }
        return networks;
    }

    private static RibEntry.Facts facts(NetworkInterface device) {
        List<RibNextHop> hops = List.of(RibNextHop.on(device).withWeight(0));
        return new RibEntry.Facts(RouteOrigin.CONNECTED, 0, 0, 0, false, false, false, hops);
    }
}
