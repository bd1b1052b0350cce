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

    private final WordReader words;

    private RouteWords(WordReader words) {
        this.words = words;
    }

    /** The route, or nothing after a problem. */
    static Optional<RouteSpec> parse(String text, Position position, Problems problems) {
        WordReader words = new WordReader("route", text, position, problems);
        RouteSpec route = new RouteWords(words).route();
        return words.isRefused() ? Optional.empty() : Optional.of(route);
    }

    private RouteSpec route() {
        String first = words.word("a prefix");
        Optional<RouteFate> said = Stream.of(RouteFate.values())
                .filter(each -> each.word().equals(first))
                .findFirst();
        RouteFate fate = said.orElse(RouteFate.UNICAST);
        IpPrefix prefix = prefix(said.isPresent() ? words.word("a prefix") : first);
        List<NextHopSpec> nextHops = new ArrayList<>();
        IpAddress gateway = null;
        String device = null;
        IpAddress source = null;
        long metric = 0;
        String protocol = BOOT;
        int nexthopId = 0;
        while (words.hasNext()) {
            String key = words.word("a word");
            switch (key) {
                case "via" -> gateway = words.address();
                case "dev" -> device = words.word("an interface");
                case "src" -> source = words.address();
                case "metric" -> metric = words.number(0, MAXIMUM_METRIC);
                case "nexthop" -> nextHops.add(nextHop());
                case "proto", "protocol" -> protocol = protocol(words.word("a protocol"), words::refuse);
                case "nhid" -> nexthopId = Math.toIntExact(words.number(1, Integer.MAX_VALUE));
                case "scope", "table" -> table(key, words.word("a word"));
                case "onlink" -> {}
                default ->
                    words.refuse("expected via, dev, src, metric, proto, nhid or nexthop in a route, found "
                            + YamlScalar.quoted(key));
            }
        }
        if (gateway != null || device != null) {
            nextHops.add(0, new NextHopSpec(gateway, device, 1));
        }
        boolean leadsOn = !nextHops.isEmpty() || nexthopId != 0;
        if (nexthopId != 0 && !nextHops.isEmpty()) {
            words.refuse("a route has next hops or a nhid, not both");
        }
        if ((fate == RouteFate.UNICAST) != leadsOn) {
            words.refuse(
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
            words.refuse("a route's prefix, gateways and source are all IPv4 or all IPv6");
        }
        if (metric == 0 && prefix.address().version() == IpVersion.IPV6) {
            metric = RouteSpec.ADDED_IPV6_METRIC;
        }
        return new RouteSpec(words.position(), prefix, fate, nextHops, nexthopId, metric, protocol, source);
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
            words.refuse("expected the table main, found " + YamlScalar.quoted(text));
        }
    }

    private NextHopSpec nextHop() {
        IpAddress gateway = null;
        String device = null;
        int weight = 1;
        while (words.hasNext() && !words.peek().equals("nexthop")) {
            String key = words.word("a word");
            switch (key) {
                case "via" -> gateway = words.address();
                case "dev" -> device = words.word("an interface");
                case "weight" -> weight = Math.toIntExact(words.number(1, MAXIMUM_WEIGHT));
                default -> words.refuse("expected via, dev or weight in a next hop, found " + YamlScalar.quoted(key));
            }
        }
        return new NextHopSpec(gateway, device, weight);
    }

    private IpPrefix prefix(String text) {
        if (text.equals("default")) {
            // As iproute2 without -4 or -6: the other addresses say which.
            boolean ipv6 = words.all().stream().anyMatch(word -> word.indexOf(':') >= 0);
            return ipv6 ? Ipv6Prefix.DEFAULT_ROUTE : Ipv4Prefix.DEFAULT_ROUTE;
        }
        try {
            return text.contains("/")
                    ? IpPrefix.parse(text)
                    : IpAddress.parse(text).toHostPrefix();
        } catch (IllegalArgumentException e) {
            words.refuse("expected a prefix such as 10.0.0.0/8 or default, found " + YamlScalar.quoted(text));
            return Ipv4Prefix.DEFAULT_ROUTE;
        }
    }
}
