package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.routing.RibNextHop;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code show ip route} ({@code zebra/zebra_vty.c} of FRR 8.4). */
final class ZebraRoutes {

    private static final String LEGEND = """
            Codes: K - kernel route, C - connected, S - static, R - RIP,
                   O - OSPF, I - IS-IS, B - BGP, E - EIGRP, N - NHRP,
                   T - Table, v - VNC, V - VNC-Direct, A - Babel, F - PBR,
                   f - OpenFabric,
                   > - selected route, * - FIB route, q - queued, r - rejected, b - backup
                   t - trapped, o - offload failure

            """;

    private static final String LEGEND_IPV6 = """
            Codes: K - kernel route, C - connected, S - static, R - RIPng,
                   O - OSPFv3, I - IS-IS, B - BGP, N - NHRP, T - Table,
                   v - VNC, V - VNC-Direct, A - Babel, F - PBR,
                   f - OpenFabric,
                   > - selected route, * - FIB route, q - queued, r - rejected, b - backup
                   t - trapped, o - offload failure

            """;

    private final RouteFilter filter;
    private final List<RibRoute> routes;
    private final SortedSet<Integer> installed = new TreeSet<>();
    private final long nowNanos;
    private final boolean numbers;

    /**
     * The routes a filter lets through.
     *
     * @param numbers whether the number of the next hops is shown ({@code nexthop-group})
     */
    ZebraRoutes(RouteFilter filter, List<RibRoute> all, long nowNanos, boolean numbers) {
        this.filter = filter;
        this.routes = all.stream().filter(filter::test).toList();
        all.stream().filter(RibRoute::installed).forEach(route -> installed.add(route.nexthopId()));
        this.nowNanos = nowNanos;
        this.numbers = numbers;
    }

    /**
     * The table; without a route not even its legend.
     *
     * @param title stands above the first route
     */
    String text(String title) {
        StringBuilder rows = new StringBuilder();
        for (RibRoute route : routes) {
            row(rows, route);
        }
        return rows.isEmpty() ? "" : (filter.ipv6() ? LEGEND_IPV6 : LEGEND) + title + rows;
    }

    private void row(StringBuilder out, RibRoute route) {
        String age = ", " + UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos)) + "\n";
        StringBuilder head = new StringBuilder().append(route.origin().letter());
        head.append(route.selected() ? '>' : ' ')
                .append(mark(route, route.nextHops().get(0)));
        head.append(' ').append(route.prefix());
        if (route.origin() != RouteOrigin.CONNECTED) {
            head.append(" [").append(route.distance()).append('/').append(route.metric());
            head.append(']');
        }
        if (numbers) {
            head.append(" (").append(route.nexthopId()).append(')');
        }
        int width = head.length() - 3;
        out.append(head);
        boolean first = true;
        for (RibNextHop hop : route.nextHops()) {
            out.append(first ? "" : "  " + mark(route, hop) + " ".repeat(width));
            out.append(RibWords.way(hop)).append(RibWords.state(hop)).append(age);
            first = false;
            for (RibNextHop resolver : hop.resolved()) {
                out.append("  ").append(mark(route, resolver)).append(" ".repeat(width + 2));
                out.append(RibWords.way(resolver))
                        .append(RibWords.state(resolver))
                        .append(age);
            }
        }
    }

    /** {@code re_status_output_char}. */
    private static char mark(RibRoute route, RibNextHop hop) {
        if (route.installed()) {
            return hop.duplicate() || hop.isRecursive() ? ' ' : '*';
        }
        return route.queued() ? 'q' : ' ';
    }

    /** The route to exactly this prefix. */
    String text(IpPrefix prefix) {
        List<RibRoute> found = to(prefix);
        if (found.isEmpty() && prefix.length() == 0 && !filter.fib()) {
            return "";
        }
        return found.isEmpty() ? notFound() : detail(found);
    }

    private String notFound() {
        return filter.fib() ? "% Network not in FIB\n" : "% Network not in table\n";
    }

    /**
     * The route an address takes. Without one it is the default network's node, which is always there, with no route in it
     * (FRR 8.4 {@code zebra_vrf_table_create}): that prints nothing.
     */
    String text(IpAddress address) {
        Optional<IpPrefix> found = longest(address);
        return found.isEmpty() ? filter.fib() ? notFound() : "" : detail(to(found.get()));
    }

    private List<RibRoute> to(IpPrefix prefix) {
        return routes.stream().filter(route -> route.prefix().equals(prefix)).toList();
    }

    private Optional<IpPrefix> longest(IpAddress address) {
        return routes.stream()
                .map(RibRoute::prefix)
                .filter(prefix -> prefix.contains(address))
                .max(Comparator.comparingInt(IpPrefix::length));
    }

    private String detail(List<RibRoute> found) {
        StringBuilder out = new StringBuilder();
        for (RibRoute route : found) {
            out.append("Routing entry for ").append(route.prefix());
            out.append("\n  Known via \"").append(route.origin().keyword());
            out.append("\", distance ").append(route.distance());
            out.append(", metric ").append(route.metric());
            out.append(route.tag() == 0 ? "" : ", tag " + route.tag());
            out.append(route.selected() ? ", best\n" : "\n").append("  Last update ");
            out.append(UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos)))
                    .append(" ago\n");
            if (numbers) {
                out.append("  Nexthop Group ID: ").append(route.nexthopId()).append('\n');
            }
            for (RibNextHop hop : route.nextHops()) {
                out.append(detail(route, hop, ""));
                hop.resolved().forEach(resolver -> out.append(detail(route, resolver, "  ")));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** {@code show_nexthop_detail_helper}. */
    private static String detail(RibRoute route, RibNextHop hop, String indent) {
        boolean inFib = route.installed() && hop.active() && !hop.isRecursive();
        StringBuilder out = new StringBuilder("  ").append(inFib ? "*" : " ").append(indent);
        IpAddress gateway = hop.gateway();
        if (hop.dead() != null) {
            out.append(" unreachable").append(RibWords.dead(hop));
        } else if (gateway == null) {
            out.append(" directly connected, ")
                    .append(hop.device() == null ? "" : hop.device().name());
        } else {
            out.append(' ').append(gateway);
            out.append(hop.device() == null ? "" : ", via " + hop.device().name());
        }
        return out.append(hop.duplicate() ? " (duplicate nexthop removed)" : "")
                .append(RibWords.state(hop))
                .append('\n')
                .toString();
    }

    String json() {
        return json(routes);
    }

    String json(IpPrefix prefix) {
        List<RibRoute> found = to(prefix);
        if (!found.isEmpty()) {
            return json(found);
        }
        return prefix.length() == 0 && !filter.fib() ? emptyDefault() : "{}\n";
    }

    String json(IpAddress address) {
        Optional<IpPrefix> found = longest(address);
        return found.isEmpty() ? filter.fib() ? "{}\n" : emptyDefault() : json(to(found.get()));
    }

    private String emptyDefault() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray(filter.ipv6() ? "::/0" : "0.0.0.0/0");
        return JsonC.pretty(root);
    }

    private String json(List<RibRoute> found) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (RibRoute route : found) {
            ArrayNode list = (ArrayNode) root.get(route.prefix().toString());
            ObjectNode one = (list == null ? root.putArray(route.prefix().toString()) : list).addObject();
            boolean inFib = route.installed() || installed.contains(route.nexthopId());
            RibJson.route(one, route, inFib, UpTime.ofRoute(UpTime.secondsSince(route.sinceNanos(), nowNanos)));
        }
        return JsonC.pretty(root);
    }
}
