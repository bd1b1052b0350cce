package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.routing.RibNextHop;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;

/** A route as {@code show ip route json} has it ({@code vty_show_ip_route}, {@code show_nexthop_json_helper} of FRR 8.4). */
final class RibJson {

    private static final int MAIN_TABLE = 254;

    /** {@code ROUTE_ENTRY_*} of {@code zebra/rib.h}. */
    private static final int STATUS_QUEUED = 8;

    private static final int STATUS_INSTALLED = 16;

    /** {@code ZEBRA_FLAG_*} of {@code lib/zclient.h}. */
    private static final int ALLOW_RECURSION = 1;

    private static final int IBGP = 4;
    private static final int SELECTED = 8;
    private static final int USE_DISTANCE = 64;

    /** {@code NEXTHOP_FLAG_*} of {@code lib/nexthop.h}. */
    private static final int ACTIVE = 1;

    private static final int FIB = 2;
    private static final int RECURSIVE = 4;
    private static final int ONLINK = 8;
    private static final int DUPLICATE = 16;

    private RibJson() {}

    /**
     * Fills in a route.
     *
     * @param inFib whether a route with the same next hops is installed, be it this one: they share the mark that says so
     */
    static void route(ObjectNode out, RibRoute route, boolean inFib, String uptime) {
        out.put("prefix", route.prefix().toString())
                .put("prefixLen", route.prefix().length());
        out.put("protocol", route.origin().keyword()).put("vrfId", 0).put("vrfName", "default");
        flag(out, "selected", route.selected());
        flag(out, "destSelected", route.selected() && (route.installed() || route.queued()));
        out.put("distance", route.distance()).put("metric", route.metric());
        flag(out, "installed", route.installed());
        flag(out, "queued", route.queued());
        if (route.tag() != 0) {
            out.put("tag", route.tag());
        }
        out.put("table", MAIN_TABLE);
        out.put("internalStatus", (route.installed() ? STATUS_INSTALLED : 0) + (route.queued() ? STATUS_QUEUED : 0));
        out.put("internalFlags", flags(route));
        int hops = 0;
        int active = 0;
        for (RibNextHop hop : route.nextHops()) {
            hops += 1 + hop.resolved().size();
            active += (hop.active() ? 1 : 0) + hop.resolved().size();
        }
        out.put("internalNextHopNum", hops).put("internalNextHopActiveNum", active);
        out.put("nexthopGroupId", route.nexthopId());
        if (route.installedId() != 0) {
            out.put("installedNexthopGroupId", route.installedId());
        }
        out.put("uptime", uptime);
        ArrayNode list = out.putArray("nexthops");
        for (RibNextHop hop : route.nextHops()) {
            hop(list.addObject(), inFib, hop, false);
            hop.resolved().forEach(resolver -> hop(list.addObject(), inFib, resolver, true));
        }
    }

    private static int flags(RibRoute route) {
        return (route.allowsRecursion() ? ALLOW_RECURSION : 0)
                + (route.internalBgp() ? IBGP : 0)
                + (route.selected() ? SELECTED : 0)
                + (route.origin() == RouteOrigin.STATIC ? USE_DISTANCE : 0);
    }

    private static void hop(ObjectNode out, boolean inFib, RibNextHop hop, boolean resolver) {
        boolean fib = inFib && hop.active() && !hop.isRecursive();
        out.put(
                "flags",
                (hop.active() ? ACTIVE : 0)
                        + (fib ? FIB : 0)
                        + (hop.isRecursive() ? RECURSIVE : 0)
                        + (hop.onlink() ? ONLINK : 0)
                        + (hop.duplicate() ? DUPLICATE : 0));
        flag(out, "duplicate", hop.duplicate());
        flag(out, "fib", fib);
        where(out, hop);
        flag(out, "resolver", resolver);
        flag(out, "active", hop.active());
        flag(out, "onLink", hop.onlink());
        flag(out, "recursive", hop.isRecursive());
        if (hop.weight() != 0) {
            out.put("weight", hop.weight());
        }
    }

    private static void where(ObjectNode out, RibNextHop hop) {
        IpAddress gateway = hop.gateway();
        RouteKind dead = hop.dead();
        if (dead != null) {
            out.put("unreachable", true);
            flag(out, "reject", dead == RouteKind.UNREACHABLE);
            flag(out, "admin-prohibited", dead == RouteKind.PROHIBIT);
            flag(out, "blackhole", dead == RouteKind.BLACKHOLE);
        } else if (gateway == null) {
            out.put("directlyConnected", true);
        } else {
            out.put("ip", gateway.toString()).put("afi", gateway.lengthBits() == 32 ? "ipv4" : "ipv6");
        }
        if (hop.device() != null) {
            out.put("interfaceIndex", hop.device().index())
                    .put("interfaceName", hop.device().name());
        }
    }

    private static void flag(ObjectNode out, String name, boolean on) {
        if (on) {
            out.put(name, true);
        }
    }
}
