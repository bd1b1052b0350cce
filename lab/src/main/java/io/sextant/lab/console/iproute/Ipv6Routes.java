package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.Ipv6Stack;
import io.sextant.topology.routing.NexthopObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip -6 route}: show and get, as iproute2 6.1.0 prints what Linux 6.18 answers. A kernel lists its tree from the
 * leaves: what lies inside a prefix stands before it, and default last.
 */
final class Ipv6Routes {

    private static final Comparator<Route> LISTING = Comparator.<Route, Ipv6Address>comparing(
                    route -> last((Ipv6Prefix) route.prefix()))
            .thenComparing(route -> -route.prefix().length())
            .thenComparing(Route::metric);

    private final Host host;
    private final IpOptions options;

    private final List<NexthopObject> nexthops;

    Ipv6Routes(Host host, IpOptions options, List<NexthopObject> nexthops) {
        this.nexthops = nexthops;
        this.host = host;
        this.options = options;
    }

    String run(List<String> words) throws IpException {
        if (!words.isEmpty() && IpCommand.isShort(words.get(0), "get")) {
            return get(words.subList(1, words.size()));
        }
        boolean shows = !words.isEmpty() && IpCommand.isShow(words.get(0));
        return show(words.subList(shows ? 1 : 0, words.size()));
    }

    private String show(List<String> words) throws IpException {
        String device = null;
        Ipv6Prefix prefix = null;
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).equals("dev")) {
                device = IpCommand.argument(words, at++);
                IpInterfaces.require(host, device);
            } else {
                prefix = prefix(words.get(at));
            }
        }
        ArrayNode array = IpCommand.array();
        StringBuilder out = new StringBuilder();
        for (Route route : routes()) {
            boolean single = route.nextHops().size() == 1;
            String only = device;
            boolean wanted = (prefix == null || prefix.equals(route.prefix()))
                    && (only == null
                            || (single
                                    && route.nextHops().get(0).device().name().equals(only)));
            if (wanted) {
                text(out, route, only == null);
                json(array.addObject(), route, only == null);
            }
        }
        return options.json() ? IpJson.print(array, options.pretty()) : out.toString();
    }

    /** The table, and the fe80::/64 of every interface, which the kernel has as routes too. */
    private List<Route> routes() {
        List<Route> routes = new ArrayList<>(host.fib(IpVersion.IPV6).routes());
        for (NetworkInterface device : host.interfaces()) {
            for (Ipv6InterfaceAddress address : device.ipv6Addresses()) {
                if (address.address().isLinkLocal() && device.isUp()) {
                    routes.add(Route.to(address.subnet(), RouteProtocol.KERNEL, NextHop.on(device))
                            .withMetric(Ipv6Stack.CONNECTED_METRIC));
                }
            }
        }
        routes.sort(LISTING);
        return routes;
    }

    private static Ipv6Address last(Ipv6Prefix prefix) {
        Ipv6Address first = prefix.address();
        return new Ipv6Address(
                first.high() | ~Ipv6Prefix.highMask(prefix.length()),
                first.low() | ~Ipv6Prefix.lowMask(prefix.length()));
    }

    private void text(StringBuilder out, Route route, boolean showsDevice) {
        boolean single = route.nextHops().size() == 1;
        boolean dead = route.kind() != RouteKind.UNICAST;
        if (dead || options.details()) {
            out.append(route.kind().name().toLowerCase(Locale.ROOT)).append(' ');
        }
        out.append(IpRoutes.destination(route.prefix())).append(' ');
        if (route.nexthopId() != 0) {
            out.append("nhid ").append(route.nexthopId()).append(' ');
        }
        if (single) {
            NextHop hop = route.nextHops().get(0);
            out.append(hop.gateway() == null ? "" : "via " + hop.gateway() + " ");
            out.append(showsDevice ? "dev " + hop.device().name() + " " : "");
        } else if (dead) {
            out.append("dev lo ");
        }
        if (route.protocol() != RouteProtocol.BOOT || options.details()) {
            out.append("proto ").append(route.protocol().keyword()).append(' ');
        }
        out.append(options.details() ? "scope global " : "");
        if (route.preferredSource() != null) {
            out.append("src ").append(route.preferredSource()).append(' ');
        }
        out.append("metric ").append(route.metric()).append(' ');
        out.append(single ? flags(route.nextHops().get(0)) : "").append("pref medium\n");
        IpRoutes.object(host, options, nexthops, route)
                .ifPresent(object -> out.append("\tnh_info ").append(object.text(true)));
        if (!single) {
            for (NextHop hop : route.nextHops()) {
                out.append("\tnexthop ").append(hop.gateway() == null ? "" : "via " + hop.gateway() + " ");
                out.append("dev ").append(hop.device().name());
                out.append(" weight ")
                        .append(hop.weight())
                        .append(' ')
                        .append(flags(hop))
                        .append('\n');
            }
        }
    }

    private static String flags(NextHop hop) {
        return (hop.device().isUp() ? "" : "dead ") + (hop.device().isRunning() ? "" : "linkdown ");
    }

    private static void json(ObjectNode object, Route route, boolean showsDevice) {
        boolean dead = route.kind() != RouteKind.UNICAST;
        if (dead) {
            object.put("type", route.kind().name().toLowerCase(Locale.ROOT));
        }
        object.put("dst", IpRoutes.destination(route.prefix()));
        if (route.nexthopId() != 0) {
            object.put("nhid", route.nexthopId());
        }
        boolean single = route.nextHops().size() == 1;
        if (single) {
            NextHop hop = route.nextHops().get(0);
            IpAddress gateway = hop.gateway();
            if (gateway != null) {
                object.put("gateway", gateway.toString());
            }
            if (showsDevice) {
                object.put("dev", hop.device().name());
            }
        } else if (dead) {
            object.put("dev", "lo");
        }
        if (route.protocol() != RouteProtocol.BOOT) {
            object.put("protocol", route.protocol().keyword());
        }
        object.put("metric", route.metric());
        object.putArray("flags");
        object.put("pref", "medium");
        if (!single && !dead) {
            ArrayNode hops = object.putArray("nexthops");
            for (NextHop hop : route.nextHops()) {
                ObjectNode one = hops.addObject();
                IpAddress gateway = hop.gateway();
                if (gateway != null) {
                    one.put("gateway", gateway.toString());
                }
                one.put("dev", hop.device().name()).put("weight", hop.weight()).putArray("flags");
            }
        }
    }

    /** The kernel's lookup for a packet that is never sent: over IPv6 from :: unless a source is named, label 0. */
    private String get(List<String> words) throws IpException {
        Ipv6RouteQuestion question = Ipv6RouteQuestion.parse(host, words);
        Ipv6Address target = question.target();
        Ipv6Address source = question.source();
        if (host.isLocal(target)) {
            return local(question);
        }
        RouteEntry entry = host.fib(IpVersion.IPV6).lookup(target);
        if (entry == null) {
            throw refused("Network is unreachable");
        }
        switch (entry.kind()) {
            case UNICAST -> {}
            case BLACKHOLE -> throw refused("Invalid argument");
            case UNREACHABLE -> throw refused("No route to host");
            case PROHIBIT -> throw refused("Permission denied");
        }
        int hash31 = host.ipv6()
                .flowHash()
                .hash31OfLocalIpv6(
                        source.high(),
                        source.low(),
                        target.high(),
                        target.low(),
                        question.protocol(),
                        question.sourcePort(),
                        question.targetPort());
        NextHop hop = entry.hop(entry.isMultipath() ? entry.select(hash31) : 0);
        Ipv6Address preferred = question.in() == null
                ? host.ipv6().sourceFor(target, hop.device()).orElse(null)
                : null;
        return options.json()
                ? json(question, entry.route(), hop, preferred)
                : text(question, entry.route(), hop, preferred);
    }

    private String local(Ipv6RouteQuestion question) {
        String target = question.target().toString();
        String source = question.source().toString();
        if (!options.json()) {
            return "local " + target + " from " + source + " dev lo table local proto kernel src " + target
                    + " metric 0 pref medium\n";
        }
        ArrayNode array = IpCommand.array();
        ObjectNode object = array.addObject();
        object.put("type", "local").put("dst", target).put("from", source).put("dev", "lo");
        object.put("table", "local")
                .put("protocol", "kernel")
                .put("prefsrc", target)
                .put("metric", 0);
        object.putArray("flags");
        object.put("pref", "medium");
        return IpJson.print(array, options.pretty());
    }

    private static String text(Ipv6RouteQuestion question, Route route, NextHop hop, @Nullable Ipv6Address preferred) {
        NetworkInterface in = question.in();
        return question.target() + " from " + question.source() + " " + word("via ", hop.gateway()) + "dev "
                + hop.device().name() + " "
                + (route.protocol() == RouteProtocol.BOOT
                        ? ""
                        : "proto " + route.protocol().keyword() + " ")
                + word("src ", preferred)
                + "metric " + route.metric() + " "
                + (in == null ? "" : "iif " + in.name() + " ")
                + "pref medium\n";
    }

    private String json(Ipv6RouteQuestion question, Route route, NextHop hop, @Nullable Ipv6Address preferred) {
        ArrayNode array = IpCommand.array();
        ObjectNode object = array.addObject();
        object.put("dst", question.target().toString())
                .put("from", question.source().toString());
        IpAddress gateway = hop.gateway();
        if (gateway != null) {
            object.put("gateway", gateway.toString());
        }
        object.put("dev", hop.device().name());
        if (route.protocol() != RouteProtocol.BOOT) {
            object.put("protocol", route.protocol().keyword());
        }
        if (preferred != null) {
            object.put("prefsrc", preferred.toString());
        }
        object.put("metric", route.metric()).putArray("flags");
        NetworkInterface in = question.in();
        if (in != null) {
            object.put("iif", in.name());
        }
        object.put("pref", "medium");
        return IpJson.print(array, options.pretty());
    }

    private static String word(String keyword, @Nullable IpAddress address) {
        return address == null ? "" : keyword + address + " ";
    }

    private static IpException refused(String reason) {
        return new IpException("RTNETLINK answers: " + reason, IpException.STATUS_KERNEL);
    }

    private static Ipv6Prefix prefix(String text) throws IpException {
        if (text.equals("default")) {
            return Ipv6Prefix.DEFAULT_ROUTE;
        }
        IpPrefix found = IpPrefix.tryParse(text)
                .or(() -> IpAddress.tryParse(text).map(IpAddress::toHostPrefix))
                .orElse(null);
        if (found instanceof Ipv6Prefix prefix) {
            return prefix;
        }
        throw IpException.usage("Error: inet6 prefix is expected rather than \"" + text + "\".");
    }
}
