package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.forwarding.RouteScope;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.NexthopObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code ip route}: the main table. */
final class IpRoutes {

    private static final List<String> COMMANDS = List.of(
            "add",
            "change",
            "chg",
            "replace",
            "prepend",
            "append",
            "test",
            "delete",
            "flush",
            "save",
            "restore",
            "showdump",
            "help");

    private final Host host;
    private final IpOptions options;
    private final List<NexthopObject> nexthops;

    IpRoutes(Host host, IpOptions options, List<NexthopObject> nexthops) {
        this.host = host;
        this.options = options;
        this.nexthops = nexthops;
    }

    String run(List<String> words) throws IpException {
        if (words.isEmpty()) {
            return show(List.of());
        }
        String command = words.get(0);
        if (IpCommand.isShow(command)) {
            return show(words.subList(1, words.size()));
        }
        if (IpCommand.isShort(command, "get")) {
            return get(words.subList(1, words.size()));
        }
        throw IpException.command(command, "route", COMMANDS, "[ show [ SELECTOR ] | get ADDRESS ]");
    }

    private String show(List<String> words) throws IpException {
        RouteFilter filter = RouteFilter.parse(host, words);
        List<Route> routes = options.excludesIpv4()
                ? List.of()
                : host.fib().routes().stream().filter(filter::passes).toList();
        return print(routes, filter);
    }

    private String print(List<Route> routes, RouteFilter filter) {
        if (!options.json()) {
            StringBuilder out = new StringBuilder();
            routes.forEach(route -> text(out, route, filter));
            return out.toString();
        }
        ArrayNode array = IpCommand.array();
        routes.forEach(route -> json(array.addObject(), route, filter));
        return IpJson.print(array, options.pretty());
    }

    private String get(List<String> words) throws IpException {
        RouteQuestion question = RouteQuestion.parse(host, words);
        RouteAnswer answer = RouteAnswer.of(host, question);
        if (question.fibMatch()) {
            return print(answer.routes(), new RouteFilter());
        }
        if (!options.json()) {
            return answer.text(options.details());
        }
        ArrayNode array = IpCommand.array();
        answer.json(array.addObject(), options.details());
        return IpJson.print(array, options.pretty());
    }

    private void text(StringBuilder out, Route route, RouteFilter filter) {
        if (route.kind() != RouteKind.UNICAST || options.details()) {
            out.append(kind(route)).append(' ');
        }
        out.append(destination(route.prefix())).append(' ');
        if (route.nexthopId() != 0) {
            out.append("nhid ").append(route.nexthopId()).append(' ');
        }
        boolean single = route.nextHops().size() == 1;
        if (single) {
            NextHop hop = route.nextHops().get(0);
            IpAddress gateway = hop.gateway();
            if (gateway != null && !filter.hidesGateway()) {
                out.append("via ").append(gateway).append(' ');
            }
            if (!filter.hidesDevice()) {
                out.append("dev ").append(hop.device().name()).append(' ');
            }
        } else if (isDeadByObject(route) && !filter.hidesDevice()) {
            out.append("dev lo ");
        }
        if ((route.protocol() != RouteProtocol.BOOT || options.details()) && !filter.hidesProtocol()) {
            out.append("proto ").append(route.protocol().keyword()).append(' ');
        }
        if ((route.scope() != RouteScope.GLOBAL || options.details()) && !filter.hidesScope()) {
            out.append("scope ").append(scope(route)).append(' ');
        }
        if (route.preferredSource() != null) {
            out.append("src ").append(route.preferredSource()).append(' ');
        }
        if (route.metric() != 0 && !filter.hidesMetric()) {
            out.append("metric ").append(route.metric()).append(' ');
        }
        if (single) {
            flags(route.nextHops().get(0)).forEach(flag -> out.append(flag).append(' '));
            out.append(isOnlink(route) ? "onlink " : "");
        }
        out.append('\n');
        object(route).ifPresent(object -> out.append("\tnh_info ").append(object.text(true)));
        if (!single) {
            for (NextHop hop : route.nextHops()) {
                out.append("\tnexthop ");
                if (hop.gateway() != null) {
                    out.append("via ").append(hop.gateway()).append(' ');
                }
                out.append("dev ")
                        .append(hop.device().name())
                        .append(" weight ")
                        .append(hop.weight())
                        .append(' ');
                flags(hop).forEach(flag -> out.append(flag).append(' '));
                out.append('\n');
            }
        }
    }

    private void json(ObjectNode object, Route route, RouteFilter filter) {
        if (route.kind() != RouteKind.UNICAST || options.details()) {
            object.put("type", kind(route));
        }
        object.put("dst", destination(route.prefix()));
        if (route.nexthopId() != 0) {
            object.put("nhid", route.nexthopId());
        }
        boolean single = route.nextHops().size() == 1;
        if (single) {
            NextHop hop = route.nextHops().get(0);
            IpAddress gateway = hop.gateway();
            if (gateway != null && !filter.hidesGateway()) {
                object.put("gateway", gateway.toString());
            }
            if (!filter.hidesDevice()) {
                object.put("dev", hop.device().name());
            }
        } else if (isDeadByObject(route) && !filter.hidesDevice()) {
            object.put("dev", "lo");
        }
        if ((route.protocol() != RouteProtocol.BOOT || options.details()) && !filter.hidesProtocol()) {
            object.put("protocol", route.protocol().keyword());
        }
        if ((route.scope() != RouteScope.GLOBAL || options.details()) && !filter.hidesScope()) {
            object.put("scope", scope(route));
        }
        IpAddress source = route.preferredSource();
        if (source != null) {
            object.put("prefsrc", source.toString());
        }
        if (route.metric() != 0 && !filter.hidesMetric()) {
            object.put("metric", route.metric());
        }
        ArrayNode flags = object.putArray("flags");
        object(route).ifPresent(info -> info.json(object.putObject("nh_info"), true));
        if (single) {
            flags(route.nextHops().get(0)).forEach(flags::add);
            if (isOnlink(route)) {
                flags.add("onlink");
            }
        } else if (!route.nextHops().isEmpty()) {
            ArrayNode hops = object.putArray("nexthops");
            for (NextHop hop : route.nextHops()) {
                ObjectNode one = hops.addObject();
                IpAddress gateway = hop.gateway();
                if (gateway != null) {
                    one.put("gateway", gateway.toString());
                }
                one.put("dev", hop.device().name()).put("weight", hop.weight());
                ArrayNode hopFlags = one.putArray("flags");
                flags(hop).forEach(hopFlags::add);
            }
        }
    }

    /** RTNH_F_ONLINK, which zebra gives its next hop. */
    private boolean isOnlink(Route route) {
        return nexthops.stream()
                .filter(object -> object.id() == route.nexthopId())
                .map(NexthopObject::hop)
                .anyMatch(hop -> hop != null && hop.onlink());
    }

    private Optional<ShownNexthop> object(Route route) {
        return object(host, options, nexthops, route);
    }

    /** What {@code -d} tells of the object a route points to. */
    static Optional<ShownNexthop> object(Host host, IpOptions options, List<NexthopObject> ofZebra, Route route) {
        if (!options.details() || route.nexthopId() == 0) {
            return Optional.empty();
        }
        return route.protocol().isDaemon()
                ? ofZebra.stream()
                        .filter(object -> object.id() == route.nexthopId())
                        .findFirst()
                        .map(ShownNexthop::of)
                : host.nexthops().find(route.nexthopId()).map(object -> ShownNexthop.of(host, object));
    }

    /** The kernel gives a blackhole object the loopback for its device. */
    private static boolean isDeadByObject(Route route) {
        return route.nextHops().isEmpty()
                && route.nexthopId() != 0
                && !route.protocol().isDaemon();
    }

    /** RTNH_F_DEAD and RTNH_F_LINKDOWN, as the kernel keeps them from the device's state. */
    private static List<String> flags(NextHop hop) {
        List<String> flags = new ArrayList<>(2);
        if (!hop.device().isUp()) {
            flags.add("dead");
        }
        if (!hop.device().isRunning()) {
            flags.add("linkdown");
        }
        return flags;
    }

    static String destination(IpPrefix prefix) {
        if (prefix.length() == 0) {
            return "default";
        }
        return prefix.length() == prefix.address().lengthBits()
                ? prefix.address().toString()
                : prefix.toString();
    }

    private static String kind(Route route) {
        return route.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String scope(Route route) {
        return route.scope().name().toLowerCase(Locale.ROOT);
    }
}
