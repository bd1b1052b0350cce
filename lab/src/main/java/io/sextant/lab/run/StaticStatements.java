package io.sextant.lab.run;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.routing.StaticRoute;
import java.util.List;
import java.util.Locale;

/** {@code ip route} and {@code ipv6 route} of a configuration as staticd takes them. */
final class StaticStatements {

    private StaticStatements() {}

    static List<StaticRoute> of(FrrConfig config) {
        return config.staticRoutes().stream().map(StaticStatements::route).toList();
    }

    private static StaticRoute route(Entry entry) {
        // FRR 8.4 staticd (static_vty.c): an interface whose name begins with Null0 is no interface.
        boolean discard =
                entry.find("interface").orElse("").toLowerCase(Locale.ROOT).startsWith("null0");
        RouteKind dead = entry.has("reject")
                ? RouteKind.UNREACHABLE
                : entry.has("blackhole") || discard ? RouteKind.BLACKHOLE : null;
        return new StaticRoute(
                IpPrefix.parse(entry.value("prefix")),
                entry.find("gateway").map(IpAddress::parse).orElse(null),
                discard ? "" : entry.find("interface").orElse(""),
                dead,
                entry.find("distance").map(Integer::parseInt).orElse(StaticRoute.DEFAULT_DISTANCE),
                entry.find("tag").map(Long::parseLong).orElse(0L),
                entry.has("onlink"));
    }
}
