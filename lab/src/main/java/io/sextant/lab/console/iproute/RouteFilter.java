package io.sextant.lab.console.iproute;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.forwarding.RouteScope;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Locale;
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
    private int protocolNumber = -1;
    private @Nullable RouteKind kind;
    private @Nullable RouteScope scope;
    private long metric = -1;

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
                case "proto", "protocol" -> filter.setProtocol(IpCommand.argument(words, at++));
                case "type" -> filter.kind = kind(IpCommand.argument(words, at++));
                case "scope" -> filter.scope = scope(IpCommand.argument(words, at++));
                case "metric", "priority", "preference" -> filter.metric = metric(IpCommand.argument(words, at++));
                case "table" -> requireMain(IpCommand.argument(words, at++));
                default -> filter.prefix = prefix(word);
            }
        }
        return filter;
    }

    /** Of several protocols of one name the lowest number is meant: FRR's static routes are not among {@code static}. */
    private void setProtocol(String name) throws IpException {
        protocol = name;
        for (RouteProtocol known : RouteProtocol.values()) {
            boolean meant = known.keyword().equals(name)
                    || Integer.toString(known.number()).equals(name);
            if (meant && (protocolNumber < 0 || known.number() < protocolNumber)) {
                protocolNumber = known.number();
            }
        }
        if (protocolNumber < 0 && !name.matches("[0-9]{1,3}")) {
            throw wrong(name, "invalid \"protocol\"");
        }
    }

    private static IpException wrong(String word, String what) {
        return new IpException(
                "Error: argument \"" + word + "\" is wrong: " + what + "\n", IpException.STATUS_UNKNOWN_COMMAND);
    }

    private static RouteKind kind(String word) throws IpException {
        for (RouteKind known : RouteKind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                return known;
            }
        }
        throw wrong(word, "node type value is invalid");
    }

    private static RouteScope scope(String word) throws IpException {
        for (RouteScope known : RouteScope.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(word)) {
                return known;
            }
        }
        throw wrong(word, "invalid \"scope\"");
    }

    private static long metric(String word) throws IpException {
        if (!word.matches("[0-9]{1,10}")) {
            throw wrong(word, "\"metric\" value is invalid");
        }
        return Long.parseLong(word);
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
                && (protocol == null || route.protocol().number() == protocolNumber)
                && (kind == null || route.kind() == kind)
                && (scope == null || route.scope() == scope)
                && (metric < 0 || route.metric() == metric)
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

    boolean hidesScope() {
        return scope != null;
    }

    boolean hidesMetric() {
        return metric >= 0;
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
