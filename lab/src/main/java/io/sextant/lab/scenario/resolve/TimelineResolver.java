package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TimeExpression;
import io.sextant.lab.scenario.language.TimelineKeys;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.timeline.RouterDaemon;
import io.sextant.lab.scenario.timeline.TargetKind;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.timeline.Verb;
import io.sextant.lab.scenario.topology.Endpoint;
import io.sextant.lab.scenario.topology.HostSpeakerSpec;
import io.sextant.lab.scenario.topology.LinkSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The timeline, in the order of time. */
final class TimelineResolver {

    /** How long a restart keeps something away where nothing is said. */
    private static final long DEFAULT_RESTART_NANOS = 5_000_000_000L;

    private static final Set<Verb> DAEMON_VERBS =
            EnumSet.of(Verb.DAEMON_KILL, Verb.DAEMON_RESTART, Verb.DAEMON_STOP, Verb.DAEMON_START);

    private final Cluster cluster;
    private final Names names;
    private final Times times;
    private final Problems problems;

    TimelineResolver(Cluster cluster, Times times) {
        this.cluster = cluster;
        this.names = cluster.names();
        this.times = times;
        this.problems = names.problems();
    }

    List<TimedAction> timeline(List<Values> entries) {
        List<TimedAction> actions = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            actions.add(action(entries.get(i), i + 1));
        }
        return actions.stream()
                .sorted(Comparator.comparingLong(TimedAction::atNanos))
                .toList();
    }

    /** @param number of the entry, from 1: it names the stream that a spread draws from */
    private TimedAction action(Values values, int number) {
        long spread = values.get(TimelineKeys.SPREAD).orElse(0L);
        long at = times.nanos(
                values.require(TimelineKeys.AT),
                spread,
                values.get(TimelineKeys.NAME).orElse("entry " + number),
                values.position(TimelineKeys.AT));
        Verb verb = values.get(TimelineKeys.FAULT)
                .or(() -> values.get(TimelineKeys.ACTION))
                .orElse(
                        values.has(TimelineKeys.EXEC)
                                ? Verb.EXEC
                                : values.has(TimelineKeys.VTYSH) ? Verb.VTYSH : Verb.NOTE);
        List<String> targets =
                verb == Verb.EXEC || verb == Verb.VTYSH ? commandTargets(verb, values) : targets(verb, values);
        checkFields(verb, values);
        Optional<String> service = values.get(TimelineKeys.SERVICE);
        long duration = values.get(TimelineKeys.DURATION)
                .orElse(verb == Verb.SPEAKER_RESTART || verb == Verb.DAEMON_RESTART ? DEFAULT_RESTART_NANOS : 0L);
        return new TimedAction(
                values.position(),
                name(verb, targets, at, values),
                at,
                verb,
                targets,
                duration,
                values.get(TimelineKeys.LOSS).orElse(0.0),
                values.get(TimelineKeys.REPLICAS).map(Math::toIntExact).orElse(0),
                service.flatMap(text -> cluster.service(text, values.position(TimelineKeys.SERVICE)))
                        .orElse(null),
                prefix(targets, values),
                gateway(targets, values),
                values.get(TimelineKeys.DAEMON).orElse(RouterDaemon.BGPD),
                neighbor(targets, values),
                values.get(TimelineKeys.EXEC)
                        .or(() -> values.get(TimelineKeys.VTYSH).map(lines -> String.join("\n", lines)))
                        .or(() -> values.get(TimelineKeys.NOTE))
                        .orElse(""));
    }

    /** What is withdrawn must be something that each speaker announces. */
    private @Nullable IpPrefix prefix(List<String> targets, Values values) {
        Optional<IpPrefix> prefix = values.get(TimelineKeys.PREFIX);
        for (String target : prefix.isPresent() ? targets : List.<String>of()) {
            HostSpeakerSpec speaker =
                    cluster.topology().node(target).map(NodeSpec::speaker).orElse(null);
            if (speaker == null || !speaker.announce().contains(prefix.get())) {
                problems.error(
                        values.position(TimelineKeys.PREFIX),
                        YamlScalar.quoted(target)
                                + (speaker == null
                                        ? " announces services, expected the key 'service'"
                                        : " does not announce " + prefix.get()));
            }
        }
        return prefix.orElse(null);
    }

    private String gateway(List<String> targets, Values values) {
        Optional<String> gateway = values.get(TimelineKeys.GATEWAY);
        Position position = values.position(TimelineKeys.GATEWAY);
        for (String target : gateway.isPresent() ? targets : List.<String>of()) {
            cluster.gateway(target, gateway.get(), position);
        }
        return gateway.orElse("");
    }

    private String neighbor(List<String> targets, Values values) {
        Optional<String> neighbor = values.get(TimelineKeys.NEIGHBOR);
        Position position = values.position(TimelineKeys.NEIGHBOR);
        for (String target : neighbor.isPresent() ? targets : List.<String>of()) {
            cluster.neighbor(target, neighbor.get(), position);
        }
        return neighbor.orElse("");
    }

    private String name(Verb verb, List<String> targets, long at, Values values) {
        Optional<String> given = values.get(TimelineKeys.NAME);
        if (given.isPresent()) {
            Position position = values.position(TimelineKeys.NAME);
            if (given.get().equals(TimeExpression.END)) {
                problems.error(position, "'end' is the end of the run, expected another name");
            } else if (!times.name(given.get(), at)) {
                problems.error(position, "duplicate event name " + YamlScalar.quoted(given.get()));
            }
            return given.get();
        }
        String target = targets.isEmpty() ? "" : "-" + targets.get(0).replaceAll("[^a-z0-9-]", "-");
        String made = verb.word() + target;
        String name = made;
        for (int i = 2; !times.name(name, at); i++) {
            name = made + "-" + i;
        }
        return name;
    }

    private void checkFields(Verb verb, Values values) {
        if (!verb.canLast()) {
            meaningless(verb, values, TimelineKeys.DURATION);
        }
        needed(verb, Verb.LINK_LOSS, values, TimelineKeys.LOSS);
        needed(verb, Verb.SCALE, values, TimelineKeys.REPLICAS);
        needed(verb, Verb.SET_GATEWAY, values, TimelineKeys.GATEWAY);
        if (verb == Verb.SESSION_DOWN || verb == Verb.SESSION_UP) {
            needed(verb, verb, values, TimelineKeys.NEIGHBOR);
        } else {
            meaningless(verb, values, TimelineKeys.NEIGHBOR);
        }
        if (!DAEMON_VERBS.contains(verb)) {
            meaningless(verb, values, TimelineKeys.DAEMON);
        }
        if (verb != Verb.WITHDRAW && verb != Verb.ANNOUNCE) {
            meaningless(verb, values, TimelineKeys.SERVICE);
            meaningless(verb, values, TimelineKeys.PREFIX);
        }
    }

    private void meaningless(Verb verb, Values values, Field<?> field) {
        if (values.has(field)) {
            problems.error(values.position(field), "'" + field.key() + "' means nothing to " + verb.word());
        }
    }

    private void needed(Verb verb, Verb wanted, Values values, Field<?> field) {
        if (verb == wanted && !values.has(field)) {
            problems.error(values.position(), verb.word() + " needs the key '" + field.key() + "'");
        } else if (verb != wanted) {
            meaningless(verb, values, field);
        }
    }

    private List<String> commandTargets(Verb verb, Values values) {
        List<String> on = values.get(TimelineKeys.ON).orElse(List.of());
        if (!values.has(TimelineKeys.ON)) {
            problems.error(
                    values.position(),
                    verb == Verb.EXEC
                            ? "exec needs the key 'on', the node on which the command runs"
                            : "vtysh needs the key 'on', the router whose vtysh is meant");
        }
        Position position = values.position(TimelineKeys.ON);
        return verb == Verb.EXEC ? names.nodes(on, position) : names.nodes(NodeKind.FRR_ROUTER, on, position);
    }

    private List<String> targets(Verb verb, Values values) {
        if (verb.target() == TargetKind.NONE) {
            return List.of();
        }
        Position position = values.position(TimelineKeys.TARGET);
        if (!values.has(TimelineKeys.TARGET)) {
            problems.error(
                    values.position(),
                    verb.word() + " needs the key 'target', " + verb.target().words());
            return List.of();
        }
        List<String> given = values.get(TimelineKeys.TARGET).orElse(List.of());
        return switch (verb.target()) {
            case NODE -> names.nodes(given, position);
            case K8S_NODE -> names.nodes(NodeKind.K8S_NODE, given, position);
            case SPEAKER -> names.nodes(this::hasSpeaker, verb.target().words(), given, position);
            case ROUTER -> names.nodes(NodeKind.FRR_ROUTER, given, position);
            case ROUTER_OR_SPEAKER ->
                names.nodes(
                        node -> isKind(node, NodeKind.FRR_ROUTER) || isKind(node, NodeKind.HOST) && hasSpeaker(node),
                        verb.target().words(),
                        given,
                        position);
            case LINK ->
                given.stream()
                        .flatMap(each -> link(each, position).stream())
                        .distinct()
                        .toList();
            case DEPLOYMENT ->
                given.stream()
                        .flatMap(each -> cluster.deployment(each, position).stream())
                        .toList();
            case POD ->
                given.stream()
                        .flatMap(each -> cluster.pod(each, position).stream())
                        .toList();
            case NONE -> List.of();
        };
    }

    /** Whether something on the node may announce services or prefixes. */
    private boolean hasSpeaker(String node) {
        return isKind(node, NodeKind.K8S_NODE)
                || cluster.topology().node(node).map(NodeSpec::speaker).isPresent();
    }

    private boolean isKind(String node, NodeKind kind) {
        return names.nodes(kind).contains(node);
    }

    /** A link's name, or the cable of an interface. */
    private List<String> link(String text, Position position) {
        TopologySpec topology = cluster.topology();
        int colon = text.indexOf(':');
        if (colon < 0) {
            List<String> known = topology.links().stream().map(LinkSpec::name).toList();
            if (Selector.matching(text, known).isEmpty()) {
                problems.error(
                        position,
                        Names.nothing(text, known, "link")
                                + " (a cable to a network is called by its interface, as in client1:eth0)");
            }
            return Selector.matching(text, known);
        }
        List<String> found = new ArrayList<>();
        for (String node : names.nodes(List.of(text.substring(0, colon)), position)) {
            List<String> interfaces = topology.node(node).stream()
                    .flatMap(each -> each.interfaces().stream())
                    .map(each -> each.name())
                    .toList();
            for (String name : names.select(
                    List.of(text.substring(colon + 1)), interfaces, "interface of '" + node + "' called", position)) {
                Endpoint end = new Endpoint(node, name);
                found.add(topology.links().stream()
                        .filter(each -> each.near().equals(end) || each.far().equals(end))
                        .map(LinkSpec::name)
                        .findFirst()
                        .orElse(end.toString()));
            }
        }
        return found;
    }
}
