package io.sextant.lab.console.frr;

import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.routing.RibNextHop;

/** What zebra says behind a next hop ({@code show_route_nexthop_helper} of FRR 8.4). */
final class RibWords {

    private RibWords() {}

    /** Where it leads. */
    static String way(RibNextHop hop) {
        StringBuilder out = new StringBuilder();
        if (hop.dead() != null) {
            out.append(" unreachable").append(dead(hop));
        } else if (hop.gateway() == null) {
            out.append(" is directly connected");
        } else {
            out.append(" via ").append(hop.gateway());
        }
        if (hop.device() != null) {
            out.append(", ").append(hop.device().name());
        }
        return out.toString();
    }

    /** What becomes of packets, in brackets. */
    static String dead(RibNextHop hop) {
        RouteKind how = hop.dead();
        if (how == RouteKind.BLACKHOLE) {
            return " (blackhole)";
        }
        return how == RouteKind.UNREACHABLE ? " (ICMP unreachable)" : " (ICMP admin-prohibited)";
    }

    /** Whether it is used, and its share. */
    static String state(RibNextHop hop) {
        return (hop.active() ? "" : " inactive")
                + (hop.onlink() ? " onlink" : "")
                + (hop.isRecursive() ? " (recursive)" : "")
                + (hop.weight() == 0 ? "" : ", weight " + hop.weight());
    }
}
