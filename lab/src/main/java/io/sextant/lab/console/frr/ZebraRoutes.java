package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.routing.RibRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code show ip route} ({@code zebra/zebra_vty.c}). */
final class ZebraRoutes {

    private static final String LEGEND = """
            Codes: K - kernel route, C - connected, S - static, R - RIP,
                   O - OSPF, I - IS-IS, B - BGP, E - EIGRP, N - NHRP,
                   T - Table, v - VNC, V - VNC-Direct, A - Babel, F - PBR,
                   f - OpenFabric,
                   > - selected route, * - FIB route, q - queued, r - rejected, b - backup
                   t - trapped, o - offload failure

            """;

    /** {@code internalFlags} in JSON: what bgpd asks for with its routes, and what zebra gives all it takes in. */
    private static final int INTERNAL_BGP_FLAGS = 13;

    private static final int EXTERNAL_BGP_FLAGS = 8;
    private static final int INTERNAL_DISTANCE = 200;
    private static final int INSTALLED_STATUS = 16;
    private static final int MAIN_TABLE = 254;
    private static final int ACTIVE_IN_FIB = 3;

    private final List<RibRoute> routes;
    private final long nowNanos;

    ZebraRoutes(List<RibRoute> routes, long nowNanos) {
        this.routes = routes;
        this.nowNanos = nowNanos;
    }

    /**
     * The table.
     *
     * @param protocol {@code bgp}, {@code connected}, {@code kernel} or {@code static}; null for all
     */
    String text(@Nullable String protocol) {
        StringBuilder rows = new StringBuilder();
        for (RibRoute route : chosen(protocol)) {
            row(rows, route);
        }
        return rows.isEmpty() ? "" : LEGEND + rows;
    }

    private List<RibRoute> chosen(@Nullable String protocol) {
        return routes.stream()
                .filter(route -> protocol == null || word(route).equals(protocol))
                .toList();
    }

    private void row(StringBuilder out, RibRoute route) {
        boolean selected = isSelected(route);
        String head = code(route) + (selected ? ">* " : "   ") + route.prefix();
        if (route.protocol() != RouteProtocol.KERNEL) {
            head += " [" + route.distance() + "/" + route.metric() + "]";
        }
        String age = UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos));
        if (route.nextHops().isEmpty()) {
            out.append(head).append(" unreachable (blackhole), ").append(age).append('\n');
        }
        String start = head;
        for (NextHop hop : route.nextHops()) {
            out.append(start).append(' ').append(way(hop));
            out.append(weight(route, hop)).append(", ").append(age).append('\n');
            start = (selected ? "  *" : "   ") + " ".repeat(head.length() - 3);
        }
    }

    private static String way(NextHop hop) {
        IpAddress gateway = hop.gateway();
        String device = hop.device().name();
        return gateway == null ? "is directly connected, " + device : "via " + gateway + ", " + device;
    }

    /** Only who set a weight sees one; zebra leaves the kernel's at 0. */
    private static String weight(RibRoute route, NextHop hop) {
        return route.protocol() == RouteProtocol.BGP ? ", weight " + hop.weight() : "";
    }

    /** The route to exactly this prefix. */
    String text(Ipv4Prefix prefix) {
        List<RibRoute> found = to(prefix);
        return found.isEmpty() ? "% Network not in table\n" : detail(found);
    }

    /** The route an address takes; without one FRR 8.4 says nothing. */
    String text(Ipv4Address address) {
        return longest(address).map(prefix -> detail(to(prefix))).orElse("");
    }

    private List<RibRoute> to(Ipv4Prefix prefix) {
        return routes.stream().filter(route -> route.prefix().equals(prefix)).toList();
    }

    private Optional<Ipv4Prefix> longest(Ipv4Address address) {
        return routes.stream()
                .map(RibRoute::prefix)
                .filter(prefix -> prefix.contains(address.bits()))
                .max(Comparator.comparingInt(Ipv4Prefix::length));
    }

    private String detail(List<RibRoute> found) {
        StringBuilder out = new StringBuilder();
        for (RibRoute route : found) {
            boolean selected = isSelected(route);
            out.append("Routing entry for ")
                    .append(route.prefix())
                    .append("\n  Known via \"")
                    .append(word(route));
            out.append("\", distance ")
                    .append(route.distance())
                    .append(", metric ")
                    .append(route.metric());
            out.append(selected ? ", best\n" : "\n").append("  Last update ");
            out.append(UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos)))
                    .append(" ago\n");
            String mark = selected ? "  * " : "    ";
            if (route.nextHops().isEmpty()) {
                out.append(mark).append("unreachable (blackhole)\n");
            }
            for (NextHop hop : route.nextHops()) {
                IpAddress gateway = hop.gateway();
                String device = hop.device().name();
                out.append(mark);
                out.append(gateway == null ? "directly connected, " + device : gateway + ", via " + device);
                out.append(weight(route, hop)).append('\n');
            }
            out.append('\n');
        }
        return out.toString();
    }

    String json(@Nullable String protocol) {
        return json(chosen(protocol));
    }

    String json(Ipv4Prefix prefix) {
        return json(to(prefix));
    }

    String json(Ipv4Address address) {
        return longest(address).map(this::json).orElse("{}\n");
    }

    private String json(List<RibRoute> found) {
        if (found.isEmpty()) {
            return "{}\n";
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (RibRoute route : found) {
            ArrayNode list = (ArrayNode) root.get(route.prefix().toString());
            json((list == null ? root.putArray(route.prefix().toString()) : list).addObject(), route);
        }
        return JsonC.pretty(root);
    }

    private void json(ObjectNode out, RibRoute route) {
        boolean bgp = route.protocol() == RouteProtocol.BGP;
        out.put("prefix", route.prefix().toString())
                .put("prefixLen", route.prefix().length());
        out.put("protocol", word(route)).put("vrfId", 0).put("vrfName", "default");
        if (isSelected(route)) {
            out.put("selected", true);
        }
        out.put("destSelected", true).put("distance", route.distance()).put("metric", route.metric());
        out.put("installed", true).put("table", MAIN_TABLE).put("internalStatus", INSTALLED_STATUS);
        out.put(
                "internalFlags",
                bgp && route.distance() == INTERNAL_DISTANCE ? INTERNAL_BGP_FLAGS : EXTERNAL_BGP_FLAGS);
        int hops = Math.max(1, route.nextHops().size());
        out.put("internalNextHopNum", hops).put("internalNextHopActiveNum", hops);
        if (route.nexthopId() != 0) {
            out.put("nexthopGroupId", route.nexthopId()).put("installedNexthopGroupId", route.nexthopId());
        }
        out.put("uptime", UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos)));
        ArrayNode list = out.putArray("nexthops");
        if (route.nextHops().isEmpty()) {
            list.addObject()
                    .put("flags", ACTIVE_IN_FIB)
                    .put("fib", true)
                    .put("unreachable", true)
                    .put("blackhole", true)
                    .put("active", true);
        }
        for (NextHop hop : route.nextHops()) {
            ObjectNode one = list.addObject().put("flags", ACTIVE_IN_FIB).put("fib", true);
            IpAddress gateway = hop.gateway();
            if (gateway == null) {
                one.put("directlyConnected", true);
            } else {
                one.put("ip", gateway.toString()).put("afi", "ipv4");
            }
            one.put("interfaceIndex", hop.device().index())
                    .put("interfaceName", hop.device().name());
            one.put("active", true);
            if (bgp) {
                one.put("weight", hop.weight());
            }
        }
    }

    /** Of several routes to one prefix the one of least distance is used; routes come in that order. */
    private boolean isSelected(RibRoute route) {
        return to(route.prefix()).get(0).equals(route);
    }

    private static String word(RibRoute route) {
        return switch (route.protocol()) {
            case KERNEL -> "connected";
            case BOOT -> "kernel";
            default -> route.protocol().keyword();
        };
    }

    private static char code(RibRoute route) {
        return switch (route.protocol()) {
            case KERNEL -> 'C';
            case BOOT -> 'K';
            case STATIC -> 'S';
            case BGP -> 'B';
            default -> throw new IllegalStateException("zebra has no " + route.protocol() + " routes here");
        };
    }
}
