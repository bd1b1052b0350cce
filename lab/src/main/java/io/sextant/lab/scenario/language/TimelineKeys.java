package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.ScalarShape;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.timeline.RouterDaemon;
import io.sextant.lab.scenario.timeline.Verb;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import java.util.stream.Stream;

/** The keys of an entry under {@code timeline}. */
public final class TimelineKeys {

    private static final int LONG_TEXT = 2_000;

    public static final Field<TimeExpression> AT = Field.required("at", Words.time(), "When it happens.");
    public static final Field<Long> SPREAD = Field.optional(
            "spread",
            Quantities.positiveDuration(),
            "The event comes up to so much later than 'at', at an instant the seed draws; a sweep over seeds shows the law.");
    public static final Field<String> NAME = Field.optional(
            "name",
            Scalars.matching("an event's name (letters a to z, digits, hyphens)", TimeExpression.NAME),
            "How times and expectations refer to it.");
    public static final Field<Verb> FAULT =
            Field.optional("fault", verbs("a fault", true), "What breaks; the report follows it up.");
    public static final Field<Verb> ACTION =
            Field.optional("action", verbs("an action", false), "What an operator does.");
    public static final Field<String> EXEC =
            Field.optional("exec", Scalars.text(LONG_TEXT), "A command whose output is printed.");
    public static final Field<String> NOTE = Field.optional("note", Scalars.text(LONG_TEXT), "Words for the learner.");
    public static final Field<List<String>> TARGET = Field.optional(
            "target",
            ListShape.oneOrMore(
                    Scalars.matching(
                            "a node, an interface such as client1:eth0, a link, a deployment or a pod",
                            "[A-Za-z0-9*:./\\[\\]_-]+"),
                    1_000),
            "What it is done to.");
    public static final Field<Long> DURATION =
            Field.optional("duration", Quantities.positiveDuration(), "After which it is undone; never unless given.");
    public static final Field<Double> LOSS =
            Field.optional("loss", Quantities.percentage(), "How many frames a link-loss loses.");
    public static final Field<Long> REPLICAS = Field.optional(
            "replicas",
            Scalars.integer("a number of replicas from 0 to 1000", 0, 1_000),
            "How many pods a scale leaves.");
    public static final Field<String> SERVICE = Field.optional(
            "service", Words.name("a service's name"), "What is withdrawn or announced; every service unless given.");
    public static final Field<IpPrefix> PREFIX = Field.optional(
            "prefix", Words.anyPrefix(), "What a host's speaker withdraws or announces; every prefix unless given.");
    public static final Field<String> GATEWAY =
            Field.optional("gateway", Words.gateway(), "The next hop that a set-gateway leaves.");
    public static final Field<List<String>> ON =
            Field.optional("on", Words.nodes(), "The nodes on which the command runs, or whose vtysh is meant.");

    public static final Field<List<String>> VTYSH = Field.optional(
            "vtysh",
            ListShape.oneOrMore(Scalars.text(LONG_TEXT), 1_000),
            "Lines for a router's vtysh, such as [configure terminal, router bgp 64512, neighbor 10.1.1.2 shutdown] or clear bgp *.");
    public static final Field<RouterDaemon> DAEMON = Field.optional(
            "daemon",
            Scalars.oneOf("a daemon", List.of(RouterDaemon.values()), RouterDaemon::word),
            "Which of a router's programs; bgpd unless given.");
    public static final Field<String> NEIGHBOR = Field.optional(
            "neighbor",
            Scalars.matching("a node's name or an address", "[a-zA-Z0-9.:-]+"),
            "Whose session goes down or comes up: a node's name or the peer's address.");

    public static final ObjectShape EVENT = ObjectShape.named(
                    "event", "an event", "Something that happens at an instant.")
            .with(AT, SPREAD, NAME)
            .exactlyOne(true, List.of(FAULT, ACTION, EXEC, VTYSH, NOTE))
            .beside(FAULT, TARGET, DURATION, LOSS, DAEMON)
            .beside(ACTION, TARGET, DURATION, REPLICAS, SERVICE, PREFIX, GATEWAY, DAEMON, NEIGHBOR)
            .beside(EXEC, ON)
            .beside(VTYSH, ON)
            .beside(NOTE);

    private TimelineKeys() {}

    private static ScalarShape<Verb> verbs(String what, boolean fault) {
        List<Verb> verbs = Stream.of(Verb.values())
                .filter(verb -> verb.isFault() == fault && verb != Verb.EXEC && verb != Verb.VTYSH && verb != Verb.NOTE)
                .toList();
        return Scalars.oneOf(what, verbs, Verb::word);
    }
}
