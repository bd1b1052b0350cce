package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.ecmp.LinkState;
import org.jspecify.annotations.Nullable;

/** A route as it is looked up: next hops in arrays, and the group that chooses among them. */
public final class RouteEntry {

    private final Route route;
    private final RouteKind kind;
    private final NextHop[] hops;
    private final int[] gateways;
    private final long[] gatewayHighs;
    private final long[] gatewayLows;
    private final @Nullable MemberChoice group;
    private final int[] sources;

    /** The route to the same prefix with the next higher metric. */
    @Nullable
    RouteEntry next;

    /** Place in the table's list of groups. */
    int groupIndex;

    /** A route over one next hop has a group only where the kernel asks it even then. */
    RouteEntry(Route route, @Nullable MemberChoice group) {
        this.route = route;
        this.kind = route.kind();
        this.hops = route.nextHops().toArray(new NextHop[0]);
        boolean ipv6 = route.prefix().address().version() == IpVersion.IPV6;
        this.gateways = new int[ipv6 ? 0 : hops.length];
        this.gatewayHighs = new long[ipv6 ? hops.length : 0];
        this.gatewayLows = new long[ipv6 ? hops.length : 0];
        for (int i = 0; i < hops.length; i++) {
            IpAddress gateway = hops[i].gateway();
            if (gateway == null) {
                continue;
            }
            if (gateway.version() != route.prefix().address().version()) {
                throw new IllegalArgumentException(route.prefix() + " via " + gateway + " mixes two versions of IP");
            }
            if (ipv6) {
                gatewayHighs[i] = gateway.high();
                gatewayLows[i] = gateway.low();
            } else {
                gateways[i] = (int) gateway.low();
            }
        }
        this.group = group;
        this.sources = new int[group != null && group.looksAtSources() ? hops.length : 0];
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

    /** What chooses, or null. */
    @Nullable
    MemberChoice group() {
        return group;
    }

    /** Number of next hops. */
    public int size() {
        return hops.length;
    }

    public NextHop hop(int index) {
        return hops[index];
    }

    /** The gateway's IPv4 address as bits; 0 when the destination itself is on the link. */
    public int gatewayBits(int index) {
        return gateways[index];
    }

    /** Whether an IPv6 next hop is a gateway and not the destination itself. */
    public boolean hasIpv6Gateway(int index) {
        return (gatewayHighs[index] | gatewayLows[index]) != 0;
    }

    /** The first half of an IPv6 gateway; see {@link #hasIpv6Gateway}. */
    public long gatewayHigh(int index) {
        return gatewayHighs[index];
    }

    /** The second half of an IPv6 gateway; see {@link #hasIpv6Gateway}. */
    public long gatewayLow(int index) {
        return gatewayLows[index];
    }

    /**
     * The next hop for a flow hash. When no member is alive Linux keeps what the lookup found, which is not modelled
     * further: the first.
     */
    public int select(int hash31) {
        return group == null ? 0 : Math.max(0, group.select(hash31));
    }

    /**
     * The next hop for a packet made here, preferring the link its source address belongs to (Linux 6.16 and later): over
     * inline next hops, what fib_info_update_nhc_saddr makes of each is held against it.
     */
    public int selectFromSource(int hash31, int source) {
        if (group == null) {
            return 0;
        }
        for (int i = 0; i < sources.length; i++) {
            sources[i] = hops[i].device().addressBitsTowards(gateways[i]);
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
