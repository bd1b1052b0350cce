package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code show ip route summary} ({@code vty_show_ip_route_summary}, {@code vty_show_ip_route_summary_prefix} of FRR 8.4): how
 * many routes of each source there are, and are installed.
 */
final class RouteSummary {

    /** FRR's order of sources; BGP's routes count in two rows, both of which stand there once either has any. */
    private static final List<RouteOrigin> ORDER =
            List.of(RouteOrigin.KERNEL, RouteOrigin.CONNECTED, RouteOrigin.STATIC, RouteOrigin.BGP);

    private static final int WIDTH = 20;

    private record Count(long rib, long fib) {
        static Count of(List<RibRoute> routes) {
            return new Count(
                    routes.size(), routes.stream().filter(RibRoute::installed).count());
        }
    }

    private final Map<String, Count> rows = new LinkedHashMap<>();
    private final Count total;

    RouteSummary(List<RibRoute> routes) {
        total = Count.of(routes);
        for (RouteOrigin origin : ORDER) {
            List<RibRoute> its =
                    routes.stream().filter(route -> route.origin() == origin).toList();
            if (its.isEmpty()) {
                continue;
            }
            if (origin == RouteOrigin.BGP) {
                rows.put(
                        "ebgp",
                        Count.of(its.stream()
                                .filter(route -> !route.internalBgp())
                                .toList()));
                rows.put(
                        "ibgp",
                        Count.of(its.stream().filter(RibRoute::internalBgp).toList()));
            } else {
                rows.put(origin.keyword(), Count.of(its));
            }
        }
    }

    /**
     * The table.
     *
     * @param byPrefix the variant that counts a prefix once, however many next hops it has, as the other does too
     */
    String text(boolean byPrefix) {
        StringBuilder out = new StringBuilder();
        out.append(Pad.right("Route Source", WIDTH)).append(' ');
        out.append(Pad.right(byPrefix ? "Prefix Routes" : "Routes", WIDTH)).append(" FIB  (vrf default)\n");
        rows.forEach((source, count) -> row(out, source, count));
        out.append("------\n");
        row(out, "Totals", total);
        return out.append('\n').toString();
    }

    private static void row(StringBuilder out, String source, Count count) {
        out.append(Pad.right(source, WIDTH)).append(' ').append(Pad.right(count.rib, WIDTH));
        out.append(' ').append(Pad.right(count.fib, WIDTH)).append(" \n");
    }

    String json(boolean byPrefix) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray(byPrefix ? "prefixRoutes" : "routes");
        rows.forEach((source, count) -> {
            ObjectNode one = list.addObject().put("fib", count.fib).put("rib", count.rib);
            if (!byPrefix) {
                one.put("fibOffLoaded", 0).put("fibTrapped", 0);
            }
            one.put("type", source);
        });
        root.put(byPrefix ? "prefixRoutesTotal" : "routesTotal", total.rib);
        root.put(byPrefix ? "prefixRoutesTotalFib" : "routesTotalFib", total.fib);
        return JsonC.pretty(root);
    }
}
