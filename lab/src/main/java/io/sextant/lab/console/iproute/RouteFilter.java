package io.sextant.lab.console.iproute;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which routes {@code ip route show} is to print. */
final class RouteFilter {

    private enum Relation {
        EXACT,
        MATCH,
        ROOT
    }

    private Relation relation = Relation.EXACT;
    private @Nullable Ipv4Prefix prefix;
    private @Nullable String device;
    private @Nullable Ipv4Address gateway;
    private @Nullable String protocol;

    static RouteFilter parse(Host host, List<String> words) throws IpException {
        RouteFilter filter = new RouteFilter();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            switch (word) {
                case "to" -> {}
                case "exact" -> filter.relation = Relation.EXACT;
                case "match" -> filter.relation = Relation.MATCH;
                case "root" -> filter.relation = Relation.ROOT;
                case "dev" -> {
                    filter.device = IpCommand.argument(words, at++);
                    IpInterfaces.require(host, filter.device);
                }
                case "via" -> filter.gateway = address(IpCommand.argument(words, at++));
                case "proto", "protocol" -> filter.protocol = IpCommand.argument(words, at++);
                case "table" -> requireMain(IpCommand.argument(words, at++));
                default -> filter.prefix = prefix(word);
            }
        }
        return filter;
    }

    private static void requireMain(String table) throws IpException {
        if (!table.equals("main") && !table.equals("254")) {
            throw IpException.usage("Table \"" + table + "\" is not supported here; there is main.");
        }
    }

    /** An address, or {@code address/length}, or {@code default}. */
    static Ipv4Prefix prefix(String text) throws IpException {
        if (text.equals("default")) {
            return Ipv4Prefix.DEFAULT_ROUTE;
        }
        int slash = text.indexOf('/');
        Optional<Ipv4Address> address = Ipv4Address.tryParse(slash < 0 ? text : text.substring(0, slash));
        int length = slash < 0 ? 32 : length(text.substring(slash + 1));
        if (address.isEmpty() || length < 0) {
            throw IpException.usage("Error: any valid prefix is expected rather than \"" + text + "\".");
        }
        return new Ipv4Prefix(address.get(), length);
    }

    private static int length(String text) {
        return text.matches("[0-9]|[12][0-9]|3[0-2]") ? Integer.parseInt(text) : -1;
    }

    static Ipv4Address address(String text) throws IpException {
        return Ipv4Address.tryParse(text)
                .orElseThrow(
                        () -> IpException.usage("Error: any valid address is expected rather than \"" + text + "\"."));
    }

    boolean passes(Route route) {
        return passesPrefix(route)
                && (protocol == null || route.protocol().keyword().equals(protocol))
                && (device == null || oneHop(route, hop -> hop.device().name().equals(device)))
                && (gateway == null || oneHop(route, hop -> Objects.equals(gateway, hop.gateway())));
    }

    /** The word that every line would repeat is left out: {@code dev}, {@code via} and {@code proto} asked for. */
    boolean hidesDevice() {
        return device != null;
    }

    boolean hidesGateway() {
        return gateway != null;
    }

    boolean hidesProtocol() {
        return protocol != null;
    }

    private boolean passesPrefix(Route route) {
        if (prefix == null) {
            return true;
        }
        return switch (relation) {
            case EXACT -> prefix.equals(route.prefix());
            case MATCH ->
                route.prefix().length() <= prefix.length() && route.prefix().contains(prefix);
            case ROOT -> prefix.length() <= route.prefix().length() && prefix.contains(route.prefix());
        };
    }

    /** iproute2 looks at the route's own attributes; those of a multipath route are in its next hops, where it does not. */
    private static boolean oneHop(Route route, Predicate<NextHop> wanted) {
        return route.nextHops().size() == 1 && wanted.test(route.nextHops().get(0));
    }
}
