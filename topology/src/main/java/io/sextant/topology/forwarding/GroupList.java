package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.LinkState;
import java.util.ArrayList;
import java.util.List;

/** The multipath routes of a table: keeps their groups told of what links and neighbours do. */
final class GroupList {

    private final Fib.Environment host;
    private final List<RouteEntry> groups = new ArrayList<>();

    GroupList(Fib.Environment host) {
        this.host = host;
    }

    /** Makes a route's entry with links and neighbours as they are now. */
    RouteEntry enter(Route route) {
        RouteEntry entry = new RouteEntry(route, kindOf(route));
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

    private HashThresholdGroup.Kind kindOf(Route route) {
        if (route.nexthopId() != 0) {
            return host.kernel().nexthopObjectKind();
        }
        return host.multipathUsesNeighbours() && route.prefix().address().version() == IpVersion.IPV4
                ? HashThresholdGroup.Kind.INLINE_USING_NEIGHBOURS
                : HashThresholdGroup.Kind.INLINE;
    }
}
