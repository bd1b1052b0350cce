package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.language.ExpectKeys;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.traffic.CurlSpec;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.lab.scenario.traffic.HttpLoadSpec;
import io.sextant.lab.scenario.traffic.PingSpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Claims, with every name looked up. */
final class CheckResolver {

    private final Cluster cluster;
    private final Names names;
    private final Problems problems;
    private final List<TrafficSpec> traffic;
    private final List<String> declared;
    private final List<String> events;
    private final CaptureResolver taps;

    /**
     * Claims about these.
     *
     * @param declared the names of all traffic, of that too which was refused
     */
    CheckResolver(Cluster cluster, List<TrafficSpec> traffic, List<String> declared, List<String> events) {
        this.declared = declared;
        this.cluster = cluster;
        this.names = cluster.names();
        this.problems = names.problems();
        this.traffic = traffic;
        this.events = events;
        this.taps = new CaptureResolver(cluster);
    }

    /** The claim that is there; nothing after a problem. */
    Optional<Check> check(Values values) {
        return values.get(ExpectKeys.BGP_SESSION)
                .<Check>flatMap(this::bgpSession)
                .or(() -> values.get(ExpectKeys.BGP_PREFIX).flatMap(this::bgpPrefix))
                .or(() -> values.get(ExpectKeys.ROUTE).flatMap(this::route))
                .or(() -> values.get(ExpectKeys.ECMP_WIDTH).flatMap(this::ecmpWidth))
                .or(() -> values.get(ExpectKeys.FLOW_NODE).flatMap(this::flowNode))
                .or(() -> values.get(ExpectKeys.HTTP).flatMap(this::http))
                .or(() -> values.get(ExpectKeys.PING).flatMap(this::ping))
                .or(() -> values.get(ExpectKeys.UDP).flatMap(this::udp))
                .or(() -> values.get(ExpectKeys.CONNECTIONS).flatMap(this::connections))
                .or(() -> values.get(ExpectKeys.PACKETS_LOST).map(this::packetsLost))
                .or(() -> values.get(ExpectKeys.OUTAGE).flatMap(this::outage))
                .or(() -> values.get(ExpectKeys.DETECTION).flatMap(this::detection))
                .or(() -> values.get(ExpectKeys.FIB_CHANGED).flatMap(this::fibChanged))
                .or(() -> values.get(ExpectKeys.NOTIFICATIONS).flatMap(this::notifications))
                .or(() -> values.get(ExpectKeys.HUBBLE).map(this::hubble))
                .or(() -> values.get(ExpectKeys.PRINTOUT).flatMap(this::printout))
                .or(() -> values.get(ExpectKeys.CAPTURED).flatMap(this::captured));
    }

    private List<String> nodes(Values values, Field<List<String>> field) {
        return values.get(field)
                .map(selectors -> names.nodes(selectors, values.position(field)))
                .orElse(List.of());
    }

    private Optional<String> router(Values values) {
        return names.node(NodeKind.FRR_ROUTER, values.require(ExpectKeys.ROUTER), values.position(ExpectKeys.ROUTER));
    }

    private Optional<String> node(Values values) {
        return names.node(values.require(ExpectKeys.NODE), values.position(ExpectKeys.NODE));
    }

    private Optional<String> anyNode(Values values) {
        return values.get(ExpectKeys.ANY_NODE).flatMap(name -> names.node(name, values.position(ExpectKeys.ANY_NODE)));
    }

    private Optional<Check.PrefixTarget> prefix(Values values) {
        return cluster.prefix(values.require(ExpectKeys.PREFIX), values.position(ExpectKeys.PREFIX));
    }

    private static boolean present(Values values) {
        return values.get(ExpectKeys.PRESENCE).orElse(ExpectKeys.Presence.PRESENT) == ExpectKeys.Presence.PRESENT;
    }

    private Optional<Check> bgpSession(Values values) {
        List<String> peers = nodes(values, ExpectKeys.PEERS);
        return router(values)
                .map(router -> new Check.BgpSession(
                        router, peers, values.get(ExpectKeys.SESSION_STATE).orElse(Check.SessionState.ESTABLISHED)));
    }

    private Optional<Check> bgpPrefix(Values values) {
        List<String> from = nodes(values, ExpectKeys.FROM);
        Optional<Check.PrefixTarget> prefix = prefix(values);
        return router(values)
                .flatMap(router -> prefix.map(found -> new Check.BgpPrefix(router, found, from, present(values))));
    }

    private Optional<Check> route(Values values) {
        List<String> via = nodes(values, ExpectKeys.VIA);
        Optional<Check.PrefixTarget> prefix = prefix(values);
        return node(values).flatMap(node -> prefix.map(found -> new Check.Route(node, found, via, present(values))));
    }

    private Optional<Check> ecmpWidth(Values values) {
        Optional<Check.PrefixTarget> prefix = prefix(values);
        return node(values)
                .flatMap(node -> prefix.map(found -> new Check.EcmpWidth(node, found, values.require(ExpectKeys.IS))));
    }

    private Optional<String> connecting(Values values) {
        return traffic(values, "a curl or an HTTP load", CurlSpec.class, HttpLoadSpec.class);
    }

    /** The traffic of that name, of one of these kinds; any if there are none. */
    private Optional<String> traffic(Values values, String inWords, Class<?>... kinds) {
        String name = values.require(ExpectKeys.TRAFFIC);
        Position position = values.position(ExpectKeys.TRAFFIC);
        Optional<TrafficSpec> found =
                traffic.stream().filter(each -> each.name().equals(name)).findFirst();
        if (!declared.contains(name)) {
            problems.error(position, Names.nothing(name, declared, "traffic"));
        } else if (found.isPresent()
                && kinds.length > 0
                && Stream.of(kinds).noneMatch(kind -> kind.isInstance(found.get()))) {
            problems.error(position, "expected " + inWords + ", the traffic " + YamlScalar.quoted(name) + " is none");
        }
        return found.map(TrafficSpec::name);
    }

    private Optional<Check> flowNode(Values values) {
        List<String> ingress = nodes(values, ExpectKeys.INGRESS);
        List<String> backend = nodes(values, ExpectKeys.BACKEND);
        if (!values.has(ExpectKeys.INGRESS) && !values.has(ExpectKeys.BACKEND)) {
            problems.error(values.position(), "flow-node needs 'ingress', 'backend' or both");
        }
        return connecting(values).map(name -> new Check.FlowNode(name, ingress, backend));
    }

    private Optional<Check> http(Values values) {
        return connecting(values)
                .map(name -> new Check.Http(
                        name,
                        values.get(ExpectKeys.STATUS).map(Math::toIntExact).orElse(null),
                        values.get(ExpectKeys.OCTETS).map(Math::toIntExact).orElse(null),
                        values.get(ExpectKeys.ANSWERS).orElse(new Count(100, 100, true))));
    }

    private Optional<Check> ping(Values values) {
        Optional<Count> loss = values.get(ExpectKeys.LOSS);
        if (loss.isPresent() && !loss.get().percent()) {
            problems.error(values.position(ExpectKeys.LOSS), "expected a loss in percent such as 100%");
        }
        if (!values.has(ExpectKeys.LOSS) && !values.has(ExpectKeys.ERROR)) {
            problems.error(values.position(), "ping needs 'loss', 'error' or both");
        }
        return traffic(values, "a ping", PingSpec.class)
                .map(name -> new Check.Ping(
                        name, loss.orElse(null), values.get(ExpectKeys.ERROR).orElse(null)));
    }

    private Optional<Check> udp(Values values) {
        return traffic(values, "UDP flows", UdpSpec.class)
                .map(name -> new Check.Udp(name, values.require(ExpectKeys.DATAGRAMS_LOST)));
    }

    private Optional<Check> connections(Values values) {
        return connecting(values)
                .map(name ->
                        new Check.Connections(name, values.require(ExpectKeys.OUTCOME), values.require(ExpectKeys.IS)));
    }

    private Check packetsLost(Values values) {
        return new Check.PacketsLost(
                anyNode(values).orElse(null),
                values.get(ExpectKeys.REASON).orElse(null),
                values.require(ExpectKeys.IS));
    }

    private Optional<String> event(Values values, Field<String> field) {
        Optional<String> name = values.get(field);
        if (name.isPresent() && !events.contains(name.get())) {
            problems.error(values.position(field), Names.nothing(name.get(), events, "event"));
            return Optional.empty();
        }
        return name;
    }

    private Optional<Check> outage(Values values) {
        String since = event(values, ExpectKeys.SINCE).orElse(null);
        return traffic(values, "traffic").map(name -> new Check.Outage(name, since, values.require(ExpectKeys.LASTS)));
    }

    private Optional<Check> detection(Values values) {
        return event(values, ExpectKeys.AFTER)
                .map(event -> new Check.Detection(
                        event,
                        values.get(ExpectKeys.BY).orElse(null),
                        values.get(ExpectKeys.LOGGED).orElse(null),
                        values.require(ExpectKeys.LASTS)));
    }

    private Optional<Check> fibChanged(Values values) {
        String router = values.get(ExpectKeys.ANY_ROUTER)
                .flatMap(name -> names.node(NodeKind.FRR_ROUTER, name, values.position(ExpectKeys.ANY_ROUTER)))
                .orElse(null);
        return event(values, ExpectKeys.AFTER)
                .map(event -> new Check.FibChanged(
                        event,
                        router,
                        values.get(ExpectKeys.COUNTED_FROM).orElse(Check.Origin.EVENT),
                        values.require(ExpectKeys.LASTS)));
    }

    private Optional<Check> notifications(Values values) {
        Optional<String> to = names.node(values.require(ExpectKeys.RECEIVER), values.position(ExpectKeys.RECEIVER));
        String since = event(values, ExpectKeys.SINCE).orElse(null);
        return names.node(values.require(ExpectKeys.SENDER), values.position(ExpectKeys.SENDER))
                .flatMap(from ->
                        to.map(there -> new Check.Notifications(from, there, since, values.require(ExpectKeys.CODES))));
    }

    private Check hubble(Values values) {
        return new Check.Hubble(
                anyNode(values).orElse(null),
                values.get(ExpectKeys.FILTER).orElse(""),
                values.get(ExpectKeys.LINE_CONTAINS).orElse(""),
                values.require(ExpectKeys.IS));
    }

    private Optional<Check> printout(Values values) {
        if (!values.has(ExpectKeys.CONTAINS) && !values.has(ExpectKeys.LACKS) && !values.has(ExpectKeys.EQUAL)) {
            problems.error(values.position(), "printout needs 'contains', 'lacks' or 'equal'");
        }
        return node(values)
                .map(node -> new Check.Printout(
                        node,
                        values.require(ExpectKeys.COMMAND),
                        values.get(ExpectKeys.CONTAINS).orElse(List.of()),
                        values.get(ExpectKeys.LACKS).orElse(List.of()),
                        values.get(ExpectKeys.EQUAL).orElse(null)));
    }

    private Optional<Check> captured(Values values) {
        Position position = values.position(ExpectKeys.TAP);
        String text = values.require(ExpectKeys.TAP);
        List<TapSpec> found = taps.taps(text, position);
        if (found.size() > 1) {
            problems.error(position, "expected one place, " + YamlScalar.quoted(text) + " stands for " + found.size());
        }
        Optional<Destination> host = values.get(ExpectKeys.HOST)
                .flatMap(name -> cluster.destination(name, values.position(ExpectKeys.HOST)));
        return found.stream()
                .findFirst()
                .map(tap -> new Check.Captured(
                        tap,
                        values.get(ExpectKeys.PROTOCOL).orElse(null),
                        values.get(ExpectKeys.PORT).map(Math::toIntExact).orElse(null),
                        host.orElse(null),
                        values.require(ExpectKeys.IS)));
    }
}
