package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.RouteFate;
import io.sextant.lab.scenario.topology.RouteSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads static routes in the words of {@code ip route add} (iproute2). */
final class RouteWords {

    /** What iproute2 writes where nothing is said. */
    private static final String BOOT = "boot";

    private static final List<String> PROTOCOLS =
            List.of("kernel", BOOT, "static", "zebra", "bgp", "isis", "ospf", "rip");
    /** What Linux gives to an IPv6 route without a metric, {@code IP6_RT_PRIO_USER}. */
    private static final int MAXIMUM_WEIGHT = 256;

    private static final long MAXIMUM_METRIC = 0xFFFF_FFFFL;

    private final Problems problems;
    private final Position position;
    private final List<String> words;
    private int next;
    private boolean refused;

    private RouteWords(String text, Position position, Problems problems) {
        this.words = List.of(text.strip().split("\\s+", -1));
        this.position = position;
        this.problems = problems;
    }

    /** The route, or nothing after a problem. */
    static Optional<RouteSpec> parse(String text, Position position, Problems problems) {
        RouteWords words = new RouteWords(text, position, problems);
        RouteSpec route = words.route();
        return words.refused ? Optional.empty() : Optional.of(route);
    }

    private RouteSpec route() {
        String first = word("a prefix");
        Optional<RouteFate> said = Stream.of(RouteFate.values())
                .filter(each -> each.word().equals(first))
                .findFirst();
        RouteFate fate = said.orElse(RouteFate.UNICAST);
        IpPrefix prefix = prefix(said.isPresent() ? word("a prefix") : first);
        List<NextHopSpec> nextHops = new ArrayList<>();
        IpAddress gateway = null;
        String device = null;
        IpAddress source = null;
        long metric = 0;
        String protocol = BOOT;
        int nexthopId = 0;
        while (next < words.size()) {
            String key = words.get(next++);
            switch (key) {
                case "via" -> gateway = address(word("an address"));
                case "dev" -> device = word("an interface");
                case "src" -> source = address(word("an address"));
                case "metric" -> metric = number(word("a number"), 0, MAXIMUM_METRIC);
                case "nexthop" -> nextHops.add(nextHop());
                case "proto", "protocol" -> protocol = protocol(word("a protocol"), this::refuse);
                case "nhid" -> nexthopId = Math.toIntExact(number(word("a number"), 1, Integer.MAX_VALUE));
                case "scope", "table" -> table(key, word("a word"));
                case "onlink" -> {}
                default ->
                    refuse("expected via, dev, src, metric, proto, nhid or nexthop in a route, found "
                            + YamlScalar.quoted(key));
            }
        }
        if (gateway != null || device != null) {
            nextHops.add(0, new NextHopSpec(gateway, device, 1));
        }
        boolean leadsOn = !nextHops.isEmpty() || nexthopId != 0;
        if (nexthopId != 0 && !nextHops.isEmpty()) {
            refuse("a route has next hops or a nhid, not both");
        }
        if ((fate == RouteFate.UNICAST) != leadsOn) {
            refuse(
                    !leadsOn
                            ? "a route needs a next hop, as in 'via 192.168.1.1'"
                            : (fate == RouteFate.UNREACHABLE ? "an " : "a ") + fate.word() + " has no next hop");
        }
        boolean mixed = source != null && source.version() != prefix.address().version();
        for (NextHopSpec hop : nextHops) {
            mixed |= hop.gateway() != null
                    && hop.gateway().version() != prefix.address().version();
        }
        if (mixed) {
            refuse("a route's prefix, gateways and source are all IPv4 or all IPv6");
        }
        if (metric == 0 && prefix.address().version() == IpVersion.IPV6) {
            metric = RouteSpec.ADDED_IPV6_METRIC;
        }
        return new RouteSpec(position, prefix, fate, nextHops, nexthopId, metric, protocol, source);
    }

    /** One of the protocols there are. */
    static String protocol(String text, Consumer<String> refuse) {
        if (!PROTOCOLS.contains(text)) {
            refuse.accept("expected one of " + String.join(", ", PROTOCOLS) + " behind proto, found "
                    + YamlScalar.quoted(text));
        }
        return text;
    }

    /** The scope follows from the gateway; there is one table. */
    private void table(String key, String text) {
        if (key.equals("table") && !text.equals("main") && !text.equals("254")) {
            refuse("expected the table main, found " + YamlScalar.quoted(text));
        }
    }

    private NextHopSpec nextHop() {
        IpAddress gateway = null;
        String device = null;
        int weight = 1;
        while (next < words.size() && !words.get(next).equals("nexthop")) {
            String key = words.get(next++);
            switch (key) {
                case "via" -> gateway = address(word("an address"));
                case "dev" -> device = word("an interface");
                case "weight" -> weight = Math.toIntExact(number(word("a number"), 1, MAXIMUM_WEIGHT));
                default -> refuse("expected via, dev or weight in a next hop, found " + YamlScalar.quoted(key));
            }
        }
        return new NextHopSpec(gateway, device, weight);
    }

    private String word(String expected) {
        if (next >= words.size()) {
            refuse("the route ends where " + expected + " was expected");
            return "";
        }
        return words.get(next++);
    }

    private IpPrefix prefix(String text) {
        if (text.equals("default")) {
            // As iproute2 without -4 or -6: the other addresses say which.
            boolean ipv6 = words.stream().anyMatch(word -> word.indexOf(':') >= 0);
            return ipv6 ? Ipv6Prefix.DEFAULT_ROUTE : Ipv4Prefix.DEFAULT_ROUTE;
        }
        try {
            return text.contains("/")
                    ? IpPrefix.parse(text)
                    : IpAddress.parse(text).toHostPrefix();
        } catch (IllegalArgumentException e) {
            refuse("expected a prefix such as 10.0.0.0/8 or default, found " + YamlScalar.quoted(text));
            return Ipv4Prefix.DEFAULT_ROUTE;
        }
    }

    private IpAddress address(String text) {
        return IpAddress.tryParse(text).orElseGet(() -> {
            refuse("expected an IP address in a route, found " + YamlScalar.quoted(text));
            return Ipv4Address.ANY;
        });
    }

    private long number(String text, long min, long max) {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) < min || Long.parseLong(text) > max) {
            refuse("expected a number from " + min + " to " + max + " in a route, found " + YamlScalar.quoted(text));
            return min;
        }
        return Long.parseLong(text);
    }

    private void refuse(String message) {
        if (!refused) {
            problems.error(position, message);
        }
        refused = true;
    }
}
