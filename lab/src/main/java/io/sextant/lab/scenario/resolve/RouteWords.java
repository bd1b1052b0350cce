package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.NextHopSpec;
import io.sextant.lab.scenario.topology.RouteSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads static routes in the words of {@code ip route add} (iproute2). */
final class RouteWords {

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
        boolean blackhole = first.equals("blackhole");
        Ipv4Prefix prefix = prefix(blackhole ? word("a prefix") : first);
        List<NextHopSpec> nextHops = new ArrayList<>();
        Ipv4Address gateway = null;
        String device = null;
        Ipv4Address source = null;
        long metric = 0;
        while (next < words.size()) {
            String key = words.get(next++);
            switch (key) {
                case "via" -> gateway = address(word("an address"));
                case "dev" -> device = word("an interface");
                case "src" -> source = address(word("an address"));
                case "metric" -> metric = number(word("a number"), 0, MAXIMUM_METRIC);
                case "nexthop" -> nextHops.add(nextHop());
                case "proto", "scope" -> word("a word");
                default ->
                    refuse("expected via, dev, src, metric or nexthop in a route, found " + YamlScalar.quoted(key));
            }
        }
        if (gateway != null || device != null) {
            nextHops.add(0, new NextHopSpec(gateway, device, 1));
        }
        if (blackhole != nextHops.isEmpty()) {
            refuse(blackhole ? "a blackhole has no next hop" : "a route needs a next hop, as in 'via 192.168.1.1'");
        }
        return new RouteSpec(position, prefix, nextHops, metric, source);
    }

    private NextHopSpec nextHop() {
        Ipv4Address gateway = null;
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

    private Ipv4Prefix prefix(String text) {
        if (text.equals("default")) {
            return Ipv4Prefix.DEFAULT_ROUTE;
        }
        try {
            return text.contains("/")
                    ? Ipv4Prefix.parse(text)
                    : Ipv4Address.parse(text).toHostPrefix();
        } catch (IllegalArgumentException e) {
            refuse("expected a prefix such as 10.0.0.0/8 or default, found " + YamlScalar.quoted(text));
            return Ipv4Prefix.DEFAULT_ROUTE;
        }
    }

    private Ipv4Address address(String text) {
        return Ipv4Address.tryParse(text).orElseGet(() -> {
            refuse("expected an IPv4 address in a route, found " + YamlScalar.quoted(text));
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
