package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.expect.Level;
import io.sextant.lab.scenario.expect.Span;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Values;
import java.util.List;

/** The keys of an entry under {@code expect}. */
public final class ExpectKeys {

    private static final int LONG_TEXT = 2_000;

    /** A fixed word for what is there or not. */
    public enum Presence {
        PRESENT,
        MISSING;

        String word() {
            return this == PRESENT ? "present" : "missing";
        }
    }

    public static final Field<String> ROUTER =
            Field.required("on", Words.name("a router's name"), "The router that is asked.");
    public static final Field<String> NODE =
            Field.required("on", Words.name("a node's name"), "The node that is asked.");
    public static final Field<String> ANY_NODE =
            Field.optional("on", Words.name("a node's name"), "The node that is asked; all of them unless given.");
    public static final Field<String> PREFIX = Field.required(
            "prefix", Words.prefixOrService(), "A prefix, or a service for the host route to its address.");
    public static final Field<Presence> PRESENCE = Field.optional(
            "state",
            Scalars.oneOf("a state", List.of(Presence.values()), Presence::word),
            "Whether it is there; present unless given.");
    public static final Field<String> TRAFFIC =
            Field.required("traffic", Words.name("the name of traffic"), "The traffic that is looked at.");
    public static final Field<String> AFTER =
            Field.required("after", Words.name("an event's name"), "The event from which time is counted.");
    public static final Field<Count> IS = Field.required("is", Words.count(), "The number or the bound.");
    public static final Field<Span> LASTS = Field.required("is", Words.span(), "The length of time or the bound.");

    public static final Field<List<String>> PEERS =
            Field.required("peers", Words.nodes(), "The nodes at the other end; it must hold for each.");
    public static final Field<Check.SessionState> SESSION_STATE = Field.optional(
            "state",
            Scalars.oneOf("a session's state", List.of(Check.SessionState.values()), Check.SessionState::word),
            "The state; established unless given.");
    public static final Field<Values> BGP_SESSION = verb(
            "bgp-session", "The router's sessions with these peers are in that state.", ROUTER, PEERS, SESSION_STATE);
    public static final Field<List<String>> FROM =
            Field.required("from", Words.nodes(), "The nodes it comes from; it must hold for each.");
    public static final Field<Values> BGP_PREFIX =
            verb("bgp-prefix", "The router has the prefix from these peers.", ROUTER, PREFIX, FROM, PRESENCE);
    public static final Field<List<String>> VIA =
            Field.optional("via", Words.nodes(), "The next hops, exactly; any unless given.");
    public static final Field<Values> ROUTE = verb(
            "route", "The node's forwarding table has a route to exactly that prefix.", NODE, PREFIX, VIA, PRESENCE);
    public static final Field<Values> ECMP_WIDTH =
            verb("ecmp-width", "How many next hops the node has for exactly that prefix.", NODE, PREFIX, IS);
    public static final Field<List<String>> INGRESS =
            Field.optional("ingress", Words.nodes(), "The nodes by which the flow may enter; any unless given.");
    public static final Field<List<String>> BACKEND =
            Field.optional("backend", Words.nodes(), "The nodes on which it may be served; any unless given.");
    public static final Field<Values> FLOW_NODE =
            verb("flow-node", "Which nodes the traffic's connections take.", TRAFFIC, INGRESS, BACKEND);
    public static final Field<Long> STATUS = Field.optional(
            "status", Scalars.integer("a status from 100 to 599", 100, 599), "The status; any unless given.");
    public static final Field<Long> OCTETS =
            Field.optional("octets", Scalars.integer(0, Integer.MAX_VALUE), "The body's length; any unless given.");
    public static final Field<Count> ANSWERS =
            Field.optional("is", Words.count(), "How many such answers; 100% of the requests unless given.");
    public static final Field<Values> HTTP =
            verb("http", "The answers the traffic got so far.", TRAFFIC, STATUS, OCTETS, ANSWERS);
    public static final Field<Count> LOSS = Field.optional("loss", Words.count(), "How much was lost, in percent.");
    public static final Field<Check.IcmpError> ERROR = Field.optional(
            "error",
            Scalars.oneOf("an ICMP error", List.of(Check.IcmpError.values()), Check.IcmpError::word),
            "The ICMP error that came back; any unless given.");
    public static final Field<Values> PING = verb("ping", "What a ping found so far.", TRAFFIC, LOSS, ERROR);
    public static final Field<Count> DATAGRAMS_LOST = Field.required(
            "loss", Words.count(), "How many datagrams were lost, or their share; without echo, on the way there.");
    public static final Field<Values> UDP = verb("udp", "What UDP flows found so far.", TRAFFIC, DATAGRAMS_LOST);
    public static final Field<Check.Outcome> OUTCOME = Field.required(
            "outcome",
            Scalars.oneOf("an outcome", List.of(Check.Outcome.values()), Check.Outcome::word),
            "What became of them.");
    public static final Field<Values> CONNECTIONS =
            verb("connections", "How many of the traffic's connections met that end so far.", TRAFFIC, OUTCOME, IS);
    public static final Field<String> REASON =
            Field.optional("reason", Scalars.text(LONG_TEXT), "The reason as the report prints it; any unless given.");
    public static final Field<Values> PACKETS_LOST =
            verb("packets-lost", "How many packets were lost so far.", ANY_NODE, REASON, IS);
    public static final Field<String> SINCE = Field.optional(
            "after", Words.name("an event's name"), "The event from which it counts; the start unless given.");
    public static final Field<Values> OUTAGE =
            verb("outage", "The longest time any client of the traffic went without progress.", TRAFFIC, SINCE, LASTS);
    public static final Field<Check.Detector> BY = Field.optional(
            "by",
            Scalars.oneOf("a detector", List.of(Check.Detector.values()), Check.Detector::word),
            "What found it; anything unless given.");
    public static final Field<String> LOGGED = Field.optional(
            "reason",
            Scalars.text(LONG_TEXT),
            "The reason FRR logs, such as Peer closed the session; any unless given.");
    public static final Field<Values> DETECTION =
            verb("detection", "How long after an event the router's session went down.", AFTER, BY, LOGGED, LASTS);
    public static final Field<String> ANY_ROUTER =
            Field.optional("on", Words.name("a router's name"), "The router; any unless given.");
    public static final Field<Check.Origin> COUNTED_FROM = Field.optional(
            "counted-from",
            Scalars.oneOf("an origin", List.of(Check.Origin.values()), Check.Origin::word),
            "The event, or its detection by a router; the event unless given.");
    public static final Field<Values> FIB_CHANGED = verb(
            "fib-changed",
            "How long after an event the router's forwarding table changed first.",
            AFTER,
            ANY_ROUTER,
            COUNTED_FROM,
            LASTS);
    public static final Field<String> SENDER =
            Field.required("from", Words.name("a node's name"), "The node that sends them.");
    public static final Field<String> RECEIVER =
            Field.required("to", Words.name("a node's name"), "The node they are sent to.");
    public static final Field<List<String>> CODES = Field.required(
            "codes",
            ListShape.of(
                    Scalars.matching(
                            "a code and subcode such as 6/2, or 6/9(6/2)", "[0-9]+/[0-9]+(\\([0-9]+/[0-9]+\\))?"),
                    0,
                    64),
            "All of them, in order, as code/subcode; a hard reset with what it carries, as in 6/9(6/2).");
    public static final Field<Values> NOTIFICATIONS = verb(
            "notifications",
            "Which NOTIFICATIONs a node has sent another so far, as a capture at its cables shows them.",
            SENDER,
            RECEIVER,
            SINCE,
            CODES);
    public static final Field<String> FILTER =
            Field.optional("filter", Scalars.text(LONG_TEXT), "The words behind 'hubble observe'; none unless given.");
    public static final Field<String> LINE_CONTAINS =
            Field.optional("contains", Scalars.text(LONG_TEXT), "Text a line must hold to count.");
    public static final Field<Values> HUBBLE =
            verb("hubble", "How many lines hubble observe prints.", ANY_NODE, FILTER, LINE_CONTAINS, IS);
    public static final Field<String> COMMAND = Field.required("command", Scalars.text(LONG_TEXT), "The command.");
    public static final Field<List<String>> CONTAINS =
            Field.optional("contains", ListShape.oneOrMore(Scalars.text(LONG_TEXT), 64), "Text that must be there.");
    public static final Field<List<String>> LACKS =
            Field.optional("lacks", ListShape.oneOrMore(Scalars.text(LONG_TEXT), 64), "Text that must not be there.");
    public static final Field<String> EQUAL =
            Field.optional("equal", Scalars.text(65_536), "The whole output, blanks at line ends aside.");
    public static final Field<Values> PRINTOUT =
            verb("printout", "What a command prints on a node.", NODE, COMMAND, CONTAINS, LACKS, EQUAL);
    public static final Field<String> TAP =
            Field.required("at", Words.tap(), "The place, written node:interface or node:interface@place.");
    public static final Field<Check.CapturedProtocol> PROTOCOL = Field.optional(
            "protocol",
            Scalars.oneOf("a protocol", List.of(Check.CapturedProtocol.values()), Check.CapturedProtocol::word),
            "Any unless given.");
    public static final Field<Long> PORT = Field.optional(
            "port", Words.port(), "Source or destination, of the outer header as with tcpdump; any unless given.");
    public static final Field<String> HOST =
            Field.optional("host", Words.destination(), "Source or destination; any unless given.");
    public static final Field<Values> CAPTURED =
            verb("captured", "How many packets pass a place.", TAP, PROTOCOL, PORT, HOST, IS);

    /** The verbs, of which an expectation has one. */
    public static final List<Field<?>> VERBS = List.of(
            BGP_SESSION,
            BGP_PREFIX,
            ROUTE,
            ECMP_WIDTH,
            FLOW_NODE,
            HTTP,
            PING,
            UDP,
            CONNECTIONS,
            PACKETS_LOST,
            OUTAGE,
            DETECTION,
            FIB_CHANGED,
            NOTIFICATIONS,
            HUBBLE,
            PRINTOUT,
            CAPTURED);

    public static final Field<String> DESCRIPTION =
            Field.optional("description", Scalars.text(LONG_TEXT), "What it means, in a sentence.");
    public static final Field<String> PASS =
            Field.optional("pass", Scalars.text(LONG_TEXT), "What to tell the learner when it holds.");
    public static final Field<String> FAIL =
            Field.optional("fail", Scalars.text(LONG_TEXT), "What to tell the learner when it does not.");
    public static final Field<Level> LEVEL = Field.optional(
            "level",
            Scalars.oneOf("a level", List.of(Level.values()), Level::word),
            "How much it weighs; error unless given.");
    public static final Field<TimeExpression> AT = Field.optional("at", Words.time(), "It holds at that instant.");
    public static final Field<TimeExpression.Window> WITHIN = Field.optional(
            "within",
            Words.upTo(),
            "It holds at one instant at least, from the start (or the first instant) to that one.");
    public static final Field<TimeExpression.Window> DURING =
            Field.optional("during", Words.window(), "It holds at every instant between the two, or always.");
    public static final Field<TimeExpression.Window> NEVER = Field.optional(
            "never", Words.window(), "It holds at no instant between the two, or never at all with always.");

    /** The times, of which an expectation has one. */
    public static final List<Field<?>> TIMES = List.of(AT, WITHIN, DURING, NEVER);

    public static final ObjectShape EXPECTATION = ObjectShape.named(
                    "expectation", "an expectation", "A claim, and when it has to hold.")
            .with(DESCRIPTION, PASS, FAIL, LEVEL)
            .exactlyOne(false, VERBS)
            .exactlyOne(false, TIMES);

    private ExpectKeys() {}

    private static Field<Values> verb(String key, String description, Field<?>... fields) {
        return Field.optional(
                key,
                ObjectShape.named("expect-" + key, "the claim '" + key + "'", description)
                        .with(fields),
                description);
    }
}
