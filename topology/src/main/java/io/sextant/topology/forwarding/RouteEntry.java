package io.sextant.topology.forwarding;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.LinkState;
import org.jspecify.annotations.Nullable;

/** A route as it is looked up: next hops in arrays, and the group that chooses among them. */
public final class RouteEntry {

    private final Route route;
    private final RouteKind kind;
    private final NextHop[] hops;
    private final int[] gateways;
    private final @Nullable HashThresholdGroup group;

    /** The route to the same prefix with the next higher metric. */
    @Nullable
    RouteEntry next;

    /** Place in the table's list of groups. */
    int groupIndex;

    RouteEntry(Route route, HashThresholdGroup.Kind groupKind) {
        this.route = route;
        this.kind = route.kind();
        this.hops = route.nextHops().toArray(new NextHop[0]);
        this.gateways = new int[hops.length];
        int[] weights = new int[hops.length];
        for (int i = 0; i < hops.length; i++) {
            Ipv4Address gateway = hops[i].gateway();
            gateways[i] = gateway == null ? 0 : gateway.bits();
            weights[i] = hops[i].weight();
        }
        this.group = hops.length > 1 ? new HashThresholdGroup(groupKind, weights) : null;
    }

    public Route route() {
        return route;
    }

    public RouteKind kind() {
        return kind;
    }

    /** Whether the flow hash is needed to choose. */
    public boolean isMultipath() {
        return group != null;
    }

    /** Number of next hops. */
    public int size() {
        return hops.length;
    }

    public NextHop hop(int index) {
        return hops[index];
    }

    /** The gateway's address as bits; 0 when the destination itself is on the link. */
    public int gatewayBits(int index) {
        return gateways[index];
    }

    /**
     * The next hop for a flow hash. When no member is alive Linux keeps what the lookup found, which is not modelled
     * further: the first.
     */
    public int select(int hash31) {
        return group == null ? 0 : Math.max(0, group.select(hash31));
    }

    /** The next hop for a packet made here, preferring the link its source address belongs to (Linux 6.16 and later). */
    public int selectFromSource(int hash31, int source) {
        if (group == null) {
            return 0;
        }
        int[] sources = new int[hops.length];
        for (int i = 0; i < hops.length; i++) {
            sources[i] = hops[i].device().primaryAddressBits();
        }
        return Math.max(0, group.selectFromSource(hash31, source, sources));
    }

    /** Whether any next hop's device is up (and has carrier, where the host ignores routes without). */
    boolean isUsable(boolean ignoreLinkdown) {
        if (hops.length == 0) {
            return true;
        }
        for (NextHop hop : hops) {
            if (hop.device().isUp() && (!ignoreLinkdown || hop.device().hasCarrier())) {
                return true;
            }
        }
        return false;
    }

    void linkChanged(int index, LinkState state) {
        if (group != null) {
            group.link(index, state);
        }
    }

    void neighbourChanged(int index, boolean bad) {
        if (group != null) {
            group.neighbour(index, bad);
        }
    }
}
