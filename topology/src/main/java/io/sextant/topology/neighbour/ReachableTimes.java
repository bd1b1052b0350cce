package io.sextant.topology.neighbour;

import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a confirmation lasts on each device: the base time times 0.5 to 1.5, drawn at first use and again every 300
 * seconds (neigh_rand_reach_time) from the stream {@code neighbour-reachable HOST:DEVICE}.
 */
final class ReachableTimes {

    private static final long REDRAW_NANOS = 300_000_000_000L;

    private final Network network;
    private final NeighbourOwner owner;
    private final Map<Integer, Drawn> byDevice = new LinkedHashMap<>();

    private record Drawn(long atNanos, long baseNanos, long reachableNanos) {}

    ReachableTimes(Network network, NeighbourOwner owner) {
        this.network = network;
        this.owner = owner;
    }

    long of(NetworkInterface device) {
        long base = owner.neighbourSettings().baseReachableNanos();
        long now = network.nowNanos();
        Drawn drawn = byDevice.get(device.index());
        if (drawn == null || drawn.baseNanos != base || now - drawn.atNanos >= REDRAW_NANOS) {
            long reachable = base / 2
                    + network.random("neighbour-reachable " + owner.name() + ":" + device.name())
                            .nextLong(base);
            drawn = new Drawn(now, base, reachable);
            byDevice.put(device.index(), drawn);
        }
        return drawn.reachableNanos;
    }
}
