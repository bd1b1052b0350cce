package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.LinkState;
import io.sextant.topology.ecmp.ResilientGroup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The multipath routes of a table: keeps their groups told of what links and neighbours do. */
final class GroupList {

    /** Hardware moves buckets to a new member whether they are in use or not. */
    private static final ResilientGroup.Timing HARDWARE =
            new ResilientGroup.Timing(0, 0, ResilientGroup.Timing.DEFAULT.jiffiesPerSecond());

    private final Fib.Environment host;
    private final List<RouteEntry> groups = new ArrayList<>();

    GroupList(Fib.Environment host) {
        this.host = host;
    }

    /**
     * Makes a route's entry with links and neighbours as they are now.
     *
     * @param before what it takes the place of; a router that edits its groups in place keeps that one's buckets
     */
    RouteEntry enter(Route route, @Nullable RouteEntry before) {
        RouteEntry entry = new RouteEntry(route, choiceOf(route, before == null ? null : before.group()));
        if (entry.isMultipath()) {
            refreshLinks(entry);
            for (int i = 0; i < entry.size(); i++) {
                IpAddress gateway = entry.hop(i).gateway();
                boolean bad =
                        gateway != null && host.isNeighbourBad(entry.hop(i).device(), gateway);
                entry.neighbourChanged(i, bad);
            }
            entry.groupIndex = groups.size();
            groups.add(entry);
        }
        return entry;
    }

    /** The last group takes the place of the one that goes: their order means nothing. */
    void remove(RouteEntry entry) {
        if (!entry.isMultipath()) {
            return;
        }
        RouteEntry last = groups.remove(groups.size() - 1);
        if (last != entry) {
            last.groupIndex = entry.groupIndex;
            groups.set(entry.groupIndex, last);
        }
    }

    void neighbourChanged(NetworkInterface device, IpAddress address, boolean bad) {
        for (int g = 0; g < groups.size(); g++) {
            RouteEntry entry = groups.get(g);
            for (int i = 0; i < entry.size(); i++) {
                if (address.equals(entry.hop(i).gateway()) && entry.hop(i).device() == device) {
                    entry.neighbourChanged(i, bad);
                }
            }
        }
    }

    void refreshLinks(Route route) {
        for (RouteEntry entry : groups) {
            if (entry.route().equals(route)) {
                refreshLinks(entry);
            }
        }
    }

    private void refreshLinks(RouteEntry entry) {
        for (int i = 0; i < entry.size(); i++) {
            entry.linkChanged(i, stateOf(entry.hop(i).device()));
        }
    }

    private LinkState stateOf(NetworkInterface device) {
        if (!device.isUp()) {
            return LinkState.ADMIN_DOWN;
        }
        if (device.hasCarrier()) {
            return LinkState.UP;
        }
        return host.ignoresRoutesWithLinkdown() ? LinkState.NO_CARRIER_IGNORED : LinkState.NO_CARRIER;
    }

    private @Nullable MemberChoice choiceOf(Route route, @Nullable MemberChoice before) {
        boolean ipv6 = route.prefix().address().version() == IpVersion.IPV6;
        Buckets own = route.protocol().isDaemon() ? null : host.nexthops().bucketsOf(route.nexthopId());
        if (own != null && (ipv6 || route.nextHops().size() > 1)) {
            // fib_select_path does not ask a group of one for IPv4, fib6_select_path does.
            return new BucketChoice(own);
        }
        if (route.nextHops().size() < 2) {
            return null;
        }
        int[] weights = route.nextHops().stream().mapToInt(NextHop::weight).toArray();
        ForwardingModel model = route.protocol().isDaemon() ? host.forwardingModel() : ForwardingModel.linux();
        if (model instanceof ForwardingModel.ModuloN) {
            return new ModuloChoice(weights);
        }
        if (model instanceof ForwardingModel.Rendezvous) {
            return new RendezvousChoice(route.nextHops(), weights);
        }
        if (model instanceof ForwardingModel.ResilientHardware table) {
            return inPlace(table.buckets(), HARDWARE, route, before);
        }
        if (model instanceof ForwardingModel.ResilientRouterGroups kept) {
            return inPlace(kept.buckets(), kept.timing(), route, before);
        }
        return new ThresholdChoice(kindOf(route), weights);
    }

    private MemberChoice inPlace(
            int buckets, ResilientGroup.Timing timing, Route route, @Nullable MemberChoice before) {
        BucketChoice kept = before instanceof BucketChoice choice && choice.isOfRoute() ? choice : null;
        return new BucketChoice(host, buckets, timing, route.nextHops(), kept);
    }

    private HashThresholdGroup.Kind kindOf(Route route) {
        if (route.nexthopId() != 0) {
            return host.kernel().nexthopObjectKind();
        }
        return host.multipathUsesNeighbours() && route.prefix().address().version() == IpVersion.IPV4
                ? HashThresholdGroup.Kind.INLINE_USING_NEIGHBOURS
                : HashThresholdGroup.Kind.INLINE;
    }
}
