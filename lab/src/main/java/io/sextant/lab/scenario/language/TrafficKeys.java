package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.Scalars;
import java.util.List;

/** The keys under {@code traffic}. */
public final class TrafficKeys {

    public static final Field<List<String>> FROM = Field.needed("from", Words.nodes(), "The nodes that do it.");
    public static final Field<TimeExpression> AT =
            Field.optional("at", Words.time(), "When it begins; 0s unless given.");
    public static final Field<HttpUrl> CURL = Field.optional(
            "curl", Words.url(), "One request on a connection of its own, then the connection is closed.");
    public static final Field<String> PING =
            Field.optional("ping", Words.destination(), "ICMP echo requests to a service, a node or an address.");
    public static final Field<HttpUrl> HTTP =
            Field.optional("http", Words.url(), "Many connections, for load and for streams that last.");
    public static final Field<HostPort> UDP = Field.optional(
            "udp", Words.hostPort(), "UDP datagrams in many flows to a service, a node or an address, and a port.");
    public static final Field<Long> COUNT = Field.optional(
            "count",
            Scalars.integer("a number from 1 to 1000000", 1, 1_000_000),
            "How often each node (of UDP: each flow) does it; 1 for curl, 5 for ping, until 'stop' for UDP unless given.");
    public static final Field<Long> INTERVAL = Field.optional(
            "interval", Quantities.positiveDuration(), "Time from one start to the next; 1s unless given.");
    public static final Field<String> HOST = Field.optional(
            "host",
            Scalars.matching("a host name", "[a-z0-9.-]+"),
            "The Host header; the destination's address unless given.");
    public static final Field<Long> PAYLOAD = Field.optional(
            "payload",
            Scalars.integer("0 to 1472 octets", 0, 1_472),
            "Octets behind the ICMP header, 56 unless given; behind the UDP header from 18 up, 100 unless given.");
    public static final Field<Long> TTL =
            Field.optional("ttl", Scalars.integer(1, 255), "Time to live; 64 unless given.");
    public static final Field<TimeExpression> STOP = Field.optional(
            "stop",
            Words.time(),
            "When what is still open is closed and nothing more is sent; the end of the run unless given.");
    public static final Field<Long> CONNECTIONS = Field.optional(
            "connections",
            Scalars.integer("a number from 1 to 10000000", 1, 10_000_000),
            "How many connections are opened in all; as many as fit before 'stop' unless given.");
    public static final Field<Double> RATE = Field.optional(
            "rate",
            Quantities.frequency(),
            "Connections opened a second, all nodes together; of UDP datagrams a second and flow. 10/s unless given.");
    public static final Field<Long> HOLD = Field.optional(
            "hold", Quantities.duration(), "How long each stays open; 0s, the default, closes it after one answer.");
    public static final Field<Long> REQUEST_EVERY = Field.optional(
            "request-every",
            Quantities.positiveDuration(),
            "Time between requests on a connection that is held; 1s unless given.");

    public static final Field<Long> PATIENCE = Field.optional(
            "patience",
            Quantities.positiveDuration(),
            "How long a client waits for the handshake or for an answer before it gives up; 30s unless given.");

    public static final Field<Long> FLOWS = Field.optional(
            "flows",
            Scalars.integer("a number from 1 to 100000", 1, 100_000),
            "How many flows there are in all, each with a port of its own, dealt out to the nodes; 1 a node unless given.");

    public static final Field<Boolean> ECHO = Field.optional(
            "echo",
            Scalars.yesOrNo(),
            "Whether each datagram is to be answered with its own payload; true unless given.");

    /** What decides between the kinds. */
    public static final Field<Long> SOURCE_PORT = Field.optional(
            "source-port",
            Words.port(),
            "The first flow's port on each node, further ones count up from there; ephemeral ports unless given.");

    public static final List<Field<?>> KINDS = List.of(CURL, PING, HTTP, UDP);

    public static final ObjectShape TRAFFIC = ObjectShape.named(
                    "traffic", "traffic", "Something clients do: a curl, a ping, an HTTP load, or UDP flows.")
            .with(FROM, AT)
            .exactlyOne(false, KINDS)
            .beside(CURL, COUNT, INTERVAL, HOST)
            .beside(PING, COUNT, INTERVAL, PAYLOAD, TTL)
            .beside(HTTP, HOST, STOP, CONNECTIONS, RATE, HOLD, REQUEST_EVERY, PATIENCE)
            .beside(UDP, STOP, COUNT, RATE, PAYLOAD, FLOWS, SOURCE_PORT, ECHO);

    private TrafficKeys() {}
}
