package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.routing.RibRoute;
import io.sextant.topology.routing.RouteOrigin;
import java.util.List;
import java.util.Optional;

/** {@code show ip|ipv6 route|fib …}; its words stand there in full ({@link VtyGrammar}). */
final class RouteCommands {

    private static final int MAIN_TABLE = 254;

    private final Machine machine;
    private final VtyWords words;

    RouteCommands(Machine machine, VtyWords words) {
        this.machine = machine;
        this.words = words;
    }

    /** What follows {@code route} or {@code fib}. */
    String run(boolean ipv6, boolean fib) throws VtyException {
        List<RibRoute> all = machine.zebra().orElseThrow().routes();
        String title = "";
        if (words.take("table")) {
            if (!words.next().equals(Integer.toString(MAIN_TABLE))) {
                return "";
            }
            title = "VRF default table " + MAIN_TABLE + ":\n";
        }
        if (words.take("vrf") && !words.next().equals("default")) {
            throw words.notModelled();
        }
        if (words.take("summary")) {
            return summary(all, ipv6);
        }
        return routes(all, ipv6, fib, title);
    }

    private String summary(List<RibRoute> all, boolean ipv6) throws VtyException {
        if (words.take("table") && !words.next().equals(Integer.toString(MAIN_TABLE))) {
            return "";
        }
        boolean byPrefix = words.take("prefix");
        boolean json = words.take("json");
        words.end();
        RouteFilter filter = RouteFilter.of(ipv6, false);
        RouteSummary summary =
                new RouteSummary(all.stream().filter(filter::test).toList());
        return json ? summary.json(byPrefix) : summary.text(byPrefix);
    }

    private String routes(List<RibRoute> all, boolean ipv6, boolean fib, String title) throws VtyException {
        RouteFilter filter = RouteFilter.of(ipv6, fib);
        Optional<IpAddress> address = words.takeAnyAddress();
        Optional<IpPrefix> exact = Optional.empty();
        while (address.isEmpty() && exact.isEmpty()) {
            Optional<IpPrefix> prefix = words.takeAnyPrefix();
            if (prefix.isPresent() && words.take("longer-prefixes")) {
                filter = filter.inside(prefix.get());
            } else if (prefix.isPresent()) {
                exact = prefix;
            } else if (words.take("supernets-only")) {
                filter = filter.onlySupernets();
            } else if (words.take("tag")) {
                filter = filter.withTag(Long.parseLong(words.next()));
            } else {
                break;
            }
        }
        if (address.isEmpty() && exact.isEmpty()) {
            Optional<String> source = source();
            if (source.isPresent()) {
                Optional<RouteOrigin> origin = origin(source.get());
                filter = filter.from(origin);
                all = origin.isEmpty() ? List.of() : all;
            }
        }
        boolean json = words.take("json");
        boolean numbers = words.take("nexthop-group");
        words.end();
        ZebraRoutes routes = new ZebraRoutes(filter, all, machine.nowNanos(), numbers);
        if (exact.isPresent()) {
            return json ? routes.json(exact.get()) : routes.text(exact.get());
        }
        if (address.isPresent()) {
            return json ? routes.json(address.get()) : routes.text(address.get());
        }
        return json ? routes.json() : routes.text(title);
    }

    /** A source FRR has, or nothing. */
    private Optional<String> source() throws VtyException {
        if (words.isAtEnd() || words.isNext("json") || words.isNext("nexthop-group")) {
            return Optional.empty();
        }
        String source = words.next();
        if (source.equals("ospf") && !words.isAtEnd() && !words.isNext("json") && !words.isNext("nexthop-group")) {
            words.next();
        }
        return Optional.of(source);
    }

    private static Optional<RouteOrigin> origin(String keyword) {
        for (RouteOrigin origin : RouteOrigin.values()) {
            if (origin.keyword().equals(keyword)) {
                return Optional.of(origin);
            }
        }
        return Optional.empty();
    }
}
