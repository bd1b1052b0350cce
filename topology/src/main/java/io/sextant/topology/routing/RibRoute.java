package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import java.util.List;

/**
 * A route as zebra holds it, and {@code show ip route} prints it.
 *
 * @param origin who told zebra
 * @param distance administrative distance, 0..255
 * @param metric the kernel's metric, BGP's MED, else 0
 * @param tag 0 for none
 * @param nextHops as zebra sorts them; recursive ones carry the way to them
 * @param selected won among the routes to this prefix: {@code >}
 * @param installed in the kernel: {@code *} at its next hops; the kernel's own routes are, chosen or not
 * @param queued on its way to the kernel
 * @param internalBgp what bgpd learned inside its AS, or aggregated ({@code ZEBRA_FLAG_IBGP})
 * @param allowsRecursion gateways may be reached through other than connected routes
 * @param sinceNanos when it came in this form
 * @param nexthopId zebra's number of its next hops ({@code nexthopGroupId})
 * @param installedId the kernel's number, without what was resolved; 0 while not installed
 */
public record RibRoute(
        IpPrefix prefix,
        RouteOrigin origin,
        int distance,
        long metric,
        long tag,
        List<RibNextHop> nextHops,
        boolean selected,
        boolean installed,
        boolean queued,
        boolean internalBgp,
        boolean allowsRecursion,
        long sinceNanos,
        int nexthopId,
        int installedId) {

    public RibRoute {
        nextHops = List.copyOf(nextHops);
    }

    /** An entry of zebra's table as it stands now. */
    static RibRoute of(RibNode node, RibEntry entry) {
        RibEntry.Facts facts = entry.facts;
        NexthopTable.Entry hops = entry.nexthops;
        return new RibRoute(
                node.prefix,
                facts.origin(),
                facts.distance(),
                facts.metric(),
                facts.tag(),
                entry.hops(),
                entry.selected,
                // The kernel has its own routes whether zebra chose them or not (FRR 8.4 dplane_sys_route_add).
                entry.installed || facts.origin().isSystem() && !entry.queued,
                entry.queued,
                facts.internalBgp(),
                facts.allowsRecursion(),
                entry.sinceNanos,
                hops == null ? 0 : hops.id(),
                entry.installed ? entry.installedId : 0);
    }
}
