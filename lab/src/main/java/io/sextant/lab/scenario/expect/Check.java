package io.sextant.lab.scenario.expect;

import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A claim that can be judged at an instant. Every record names what the file named; selectors are already lists of names
 * in the topology's order.
 */
public sealed interface Check {

    /** One row per claim, so that a new claim does not compile until everyone has an answer. */
    <R> R dispatchTo(Handler<R> handler);

    /** States of a BGP session (RFC 4271 §8.2.2). */
    enum SessionState {
        IDLE("idle"),
        CONNECT("connect"),
        ACTIVE("active"),
        OPEN_SENT("open-sent"),
        OPEN_CONFIRM("open-confirm"),
        ESTABLISHED("established"),
        /** Any but established. */
        DOWN("down");

        private final String word;

        SessionState(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What became of a connection. */
    enum Outcome {
        /** Every connection that was tried. */
        TOTAL("total"),
        /** Ended as the client meant it to, with every answer whole. */
        COMPLETED("completed"),
        /** The client got a RST. */
        RESET("reset"),
        /** The SYN was answered by a RST. */
        REFUSED("refused"),
        /** The client gave up waiting, or still waits unanswered when the run ends. */
        TIMED_OUT("timed-out"),
        /** Went on through another node than before. */
        MOVED("moved"),
        /** Never noticed anything: same node throughout, nothing sent twice. */
        UNTOUCHED("untouched");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The ICMP error a ping gets, if any. */
    enum IcmpError {
        NONE("none"),
        TIME_EXCEEDED("time-exceeded"),
        HOST_UNREACHABLE("host-unreachable"),
        NET_UNREACHABLE("net-unreachable"),
        PORT_UNREACHABLE("port-unreachable");

        private final String word;

        IcmpError(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What found a fault. */
    enum Detector {
        HOLD_TIMER("hold-timer"),
        CONNECTION_CLOSED("connection-closed"),
        NOTIFICATION("notification"),
        BFD("bfd"),
        LINK("link");

        private final String word;

        Detector(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Protocols a capture can be searched for. */
    enum CapturedProtocol {
        ARP("arp"),
        ICMP("icmp"),
        ICMP6("icmp6"),
        TCP("tcp"),
        UDP("udp"),
        VXLAN("vxlan");

        private final String word;

        CapturedProtocol(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * A prefix by name or by octets.
     *
     * @param service stands for the host route to the service's address; null if {@code prefix} is given
     */
    record PrefixTarget(
            @Nullable ServiceName service, @Nullable IpPrefix prefix) {
        @Override
        public String toString() {
            return String.valueOf(service != null ? service : prefix);
        }
    }

    /** The router's sessions with all these peers are in that state. */
    record BgpSession(String router, List<String> peers, SessionState state) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onBgpSession(this);
        }
    }

    /** The router has (or, with {@code present} false, has not) the prefix from each of these peers. */
    record BgpPrefix(String router, PrefixTarget prefix, List<String> peers, boolean present) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onBgpPrefix(this);
        }
    }

    /**
     * The node's FIB has (or has not) a route to exactly that prefix.
     *
     * @param via empty to accept any next hops, else exactly these nodes
     */
    record Route(String node, PrefixTarget prefix, List<String> via, boolean present) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onRoute(this);
        }
    }

    /** How many next hops the node's FIB has for exactly that prefix; 0 if it has no route. */
    record EcmpWidth(String node, PrefixTarget prefix, Count is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onEcmpWidth(this);
        }
    }

    /**
     * Which nodes the traffic's connections took so far: came in by one of {@code ingress} and were served on one of
     * {@code backend}. An empty list accepts any node; there must be at least one connection.
     */
    record FlowNode(String traffic, List<String> ingress, List<String> backend) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onFlowNode(this);
        }
    }

    /**
     * Answers the traffic got so far.
     *
     * @param status the status code, or null for any
     * @param octets the length of the body, or null for any
     * @param is how many such answers; a percentage is of all requests sent
     */
    record Http(
            String traffic,
            @Nullable Integer status,
            @Nullable Integer octets,
            Count is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onHttp(this);
        }
    }

    /**
     * What a ping found so far.
     *
     * @param loss percent of the requests, or null for any
     * @param error the ICMP error it saw, or null for any
     */
    record Ping(
            String traffic, @Nullable Count loss, @Nullable IcmpError error) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onPing(this);
        }
    }

    /** How many datagrams of UDP flows have been lost so far; those still on their way count as lost. */
    record Udp(String traffic, Count loss) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onUdp(this);
        }
    }

    /** How many of the traffic's connections met that end so far. */
    record Connections(String traffic, Outcome outcome, Count is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onConnections(this);
        }
    }

    /**
     * Packets lost so far.
     *
     * @param node where, or null for anywhere
     * @param reason the reason's name, as the report prints it, or null for any
     */
    record PacketsLost(@Nullable String node, @Nullable String reason, Count is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onPacketsLost(this);
        }
    }

    /** The longest time any client of the traffic went without progress after the event, until now. */
    record Outage(String traffic, @Nullable String event, Span is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onOutage(this);
        }
    }

    /**
     * How long after the event the router's session went down.
     *
     * @param event a name in the timeline
     * @param by what found it, or null for anything
     * @param reason as FRR logs it behind "Down", or null for any
     */
    record Detection(
            String event, @Nullable Detector by, @Nullable String reason, Span is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onDetection(this);
        }
    }

    /** From where the time until a forwarding table changes is counted. */
    enum Origin {
        /** The event itself. */
        EVENT("event"),
        /** The instant at which a router found out about it. */
        DETECTION("detection");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** How long after the event, or after its detection, the router's FIB changed first. */
    record FibChanged(String event, @Nullable String router, Origin from, Span is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onFibChanged(this);
        }
    }

    /**
     * Which NOTIFICATIONs one node has sent another so far, as a capture at its cables shows them.
     *
     * @param event from which on they count, or null for all
     * @param codes exactly these, in order, as {@code 6/2}, a hard reset with what it carries (RFC 8538) as {@code 6/9(6/2)}
     */
    record Notifications(String from, String to, @Nullable String event, List<String> codes) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onNotifications(this);
        }
    }

    /**
     * Flow lines Hubble would print.
     *
     * @param node whose agent is asked, or null for the relay, which sees all nodes
     * @param filters the words behind {@code hubble observe}
     * @param contains text a line must hold to count, or empty
     */
    record Hubble(@Nullable String node, String filters, String contains, Count is) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onHubble(this);
        }
    }

    /**
     * What a command prints on a node.
     *
     * @param contains each must be there
     * @param lacks none may be there
     * @param equal the whole output without blanks at line ends, or null for any
     */
    record Printout(
            String node,
            String command,
            List<String> contains,
            List<String> lacks,
            @Nullable String equal) implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onPrintout(this);
        }
    }

    /**
     * Packets a tap saw so far, whether or not they are written to a file.
     *
     * @param protocol null for any; VXLAN is UDP to port 8472
     * @param port source or destination, or null for any; as in tcpdump, inner headers are not looked at
     * @param host source or destination, or null for any
     */
    record Captured(
            TapSpec tap,
            @Nullable CapturedProtocol protocol,
            @Nullable Integer port,
            @Nullable Destination host,
            Count is)
            implements Check {
        @Override
        public <R> R dispatchTo(Handler<R> handler) {
            return handler.onCaptured(this);
        }
    }

    /** What is done with each claim. */
    interface Handler<R> {
        R onBgpSession(BgpSession check);

        R onBgpPrefix(BgpPrefix check);

        R onRoute(Route check);

        R onEcmpWidth(EcmpWidth check);

        R onFlowNode(FlowNode check);

        R onHttp(Http check);

        R onPing(Ping check);

        R onUdp(Udp check);

        R onConnections(Connections check);

        R onPacketsLost(PacketsLost check);

        R onOutage(Outage check);

        R onDetection(Detection check);

        R onFibChanged(FibChanged check);

        R onNotifications(Notifications check);

        R onHubble(Hubble check);

        R onPrintout(Printout check);

        R onCaptured(Captured check);
    }
}
