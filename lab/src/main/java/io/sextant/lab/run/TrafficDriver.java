package io.sextant.lab.run;

import io.sextant.cluster.node.Cluster;
import io.sextant.cluster.workload.HttpLoadClient;
import io.sextant.cluster.workload.HttpLoadEnd;
import io.sextant.cluster.workload.HttpLoadListener;
import io.sextant.cluster.workload.HttpLoadRequest;
import io.sextant.lab.report.Happening;
import io.sextant.lab.run.TrackedConnection.Outcome;
import io.sextant.lab.scenario.traffic.CurlSpec;
import io.sextant.lab.scenario.traffic.HttpLoadSpec;
import io.sextant.lab.scenario.traffic.HttpTarget;
import io.sextant.lab.scenario.traffic.PingSpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets the scenario's clients do what they are to do, and keeps the books on it. */
final class TrafficDriver implements TrafficSpec.Handler<Void> {

    /** Identifiers of pings, counted up from here so that none is an exec's. */
    private static final int FIRST_PING_IDENTIFIER = 0x5000;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Lab lab;
    private final Map<String, TrafficBook> books = new LinkedHashMap<>();
    private final List<ConnectionLedger.ChangeListener> listeners = new ArrayList<>();
    private int pings;

    TrafficDriver(Lab lab) {
        this.lab = lab;
        long bucket = Buckets.width(lab.scenario().durationNanos());
        for (TrafficSpec spec : lab.scenario().traffic()) {
            UdpTraffic flows = spec instanceof UdpSpec udp ? udp(udp) : null;
            books.put(spec.name(), new TrafficBook(spec, spec.dispatchTo(new Targets()), bucket, flows));
        }
    }

    private UdpTraffic udp(UdpSpec spec) {
        return new UdpTraffic(lab.network(), spec, lab.datagrams().open(spec), this::changed);
    }

    void onChange(ConnectionLedger.ChangeListener listener) {
        listeners.add(listener);
    }

    /** The books by the traffic's name. */
    Map<String, TrafficBook> books() {
        return Collections.unmodifiableMap(books);
    }

    void schedule() {
        lab.scenario().traffic().forEach(spec -> spec.dispatchTo(this));
    }

    @Override
    public Void onCurl(CurlSpec curl) {
        for (String client : curl.from()) {
            for (int i = 0; i < curl.count(); i++) {
                lab.simulator()
                        .at(
                                curl.startNanos() + i * curl.intervalNanos(),
                                "curl " + client,
                                () -> open(
                                        curl,
                                        client,
                                        curl.target(),
                                        0,
                                        0,
                                        Long.MAX_VALUE,
                                        HttpLoadRequest.PATIENCE_NANOS));
            }
        }
        return null;
    }

    @Override
    public Void onHttpLoad(HttpLoadSpec load) {
        opens(load, 0);
        return null;
    }

    /** Opens the connection of that number, and arranges for the next: one event pending at a time. */
    private void opens(HttpLoadSpec load, int number) {
        long at = load.startNanos() + (long) (number * NANOS_PER_SECOND / load.connectionsPerSecond());
        if (number >= load.connections() || at >= load.stopNanos()) {
            return;
        }
        String client = load.from().get(number % load.from().size());
        lab.simulator().at(at, "http " + load.name(), () -> {
            open(
                    load,
                    client,
                    load.target(),
                    load.holdNanos(),
                    load.requestIntervalNanos(),
                    load.stopNanos(),
                    load.patienceNanos());
            opens(load, number + 1);
        });
    }

    @Override
    public Void onPing(PingSpec ping) {
        for (String client : ping.from()) {
            int identifier = FIRST_PING_IDENTIFIER + pings++;
            lab.simulator().at(ping.startNanos(), "ping " + client, () -> startPing(ping, client, identifier));
        }
        return null;
    }

    @Override
    public Void onUdp(UdpSpec udp) {
        lab.simulator().at(udp.startNanos(), "udp " + udp.name(), () -> startUdp(udp));
        return null;
    }

    private void startUdp(UdpSpec udp) {
        Optional<IpAddress> target = lab.address(udp.destination());
        if (target.isEmpty()) {
            noAddress(udp, udp.from().get(0));
            return;
        }
        TrafficBook book = book(udp);
        book.udp().ifPresent(flows -> flows.start(target.get(), lab::requireHost, book::answeredAt));
    }

    private void startPing(PingSpec spec, String client, int identifier) {
        Optional<IpAddress> target = lab.address(spec.destination());
        if (target.isEmpty()) {
            noAddress(spec, client);
            return;
        }
        PingTraffic ping =
                new PingTraffic(lab.network(), spec, lab.requireHost(client), target.get(), identifier, this::changed);
        book(spec).add(ping);
        ping.sendNext();
    }

    private void open(
            TrafficSpec spec,
            String client,
            HttpTarget target,
            long holdNanos,
            long intervalNanos,
            long stopNanos,
            long patienceNanos) {
        Host host = lab.requireHost(client);
        Optional<IpAddress> address = lab.address(target.destination());
        if (!host.isPowered()) {
            return;
        }
        if (address.isEmpty()) {
            noAddress(spec, client);
            return;
        }
        TrackedConnection connection = lab.connections().open(spec.name(), client);
        String hostHeader = target.hostHeader() == null ? inUrl(address.get()) : target.hostHeader();
        if (target.hostHeader() == null && target.port() != 80) {
            hostHeader += ":" + target.port();
        }
        IpAddress where = address.get();
        int port = target.port();
        Optional<Cluster> cluster = lab.cluster();
        if (cluster.isPresent()
                && cluster.get().nodes().stream().anyMatch(node -> node.name().equals(client))) {
            // On a node, connect() to a service goes straight to a backend: socket load balancing.
            var socket = cluster.get().connectFrom(client, where, port);
            where = socket.address();
            port = socket.port();
        }
        HttpLoadClient opened = HttpLoadClient.start(
                host,
                HttpLoadRequest.get(where, port, target.path(), hostHeader, holdNanos, intervalNanos)
                        .withPatience(patienceNanos),
                new Ends(book(spec), connection));
        if (stopNanos < lab.scenario().durationNanos()) {
            lab.simulator().at(Math.max(stopNanos, lab.simulator().nanos()), "http stops " + spec.name(), opened::stop);
        }
    }

    private void noAddress(TrafficSpec spec, String client) {
        lab.journal()
                .happened(
                        lab.simulator().nanos(),
                        Happening.Kind.TRAFFIC,
                        client,
                        spec.name() + " has nowhere to go: the service has no address yet");
        book(spec).failed(lab.simulator().nanos());
    }

    private TrafficBook book(TrafficSpec spec) {
        TrafficBook book = books.get(spec.name());
        if (book == null) {
            throw new IllegalStateException("no book for " + spec.name());
        }
        return book;
    }

    private void changed() {
        listeners.forEach(ConnectionLedger.ChangeListener::changed);
    }

    /** Writes a connection's life into both books. */
    private final class Ends implements HttpLoadListener {

        private final TrafficBook book;
        private final TrackedConnection connection;
        private boolean asked;

        Ends(TrafficBook book, TrackedConnection connection) {
            this.book = book;
            this.connection = connection;
        }

        @Override
        public void onOpened(TcpSocket socket) {
            lab.connections().opened(connection, socket);
        }

        @Override
        public void onConnected(TcpSocket socket, long elapsedNanos) {
            lab.connections().connected(connection);
        }

        @Override
        public void onRequest(TcpSocket socket) {
            asked = true;
            book.requested();
            lab.connections().requested(connection);
        }

        @Override
        public void onAnswer(TcpSocket socket, int status, long bodyOctets, long elapsedNanos) {
            book.answered(new TrafficBook.Answer(lab.simulator().nanos(), status, bodyOctets, elapsedNanos));
            lab.connections().answered(connection);
        }

        @Override
        public void onEnded(HttpLoadEnd end, String words) {
            Outcome outcome =
                    switch (end) {
                        case COMPLETED -> Outcome.COMPLETED;
                        case RESET -> Outcome.RESET;
                        case REFUSED -> Outcome.REFUSED;
                        case TIMED_OUT, UNREACHABLE -> Outcome.TIMED_OUT;
                    };
            if (outcome != Outcome.COMPLETED) {
                if (!asked) {
                    book.requested(); // the handshake failed, so the request was never heard, but it was meant
                }
                book.failed(lab.simulator().nanos());
                lab.trace().text("connection " + connection.id() + " of " + connection.client() + " " + outcome.word());
            }
            lab.connections().ended(connection, outcome, words);
        }
    }

    /** An address or a name as it stands before a port (RFC 3986 §3.2.2). */
    private static String inUrl(Object host) {
        String text = host.toString();
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    /** A traffic's target in words. */
    private static final class Targets implements TrafficSpec.Handler<String> {

        @Override
        public String onCurl(CurlSpec curl) {
            return url(curl.target());
        }

        @Override
        public String onPing(PingSpec ping) {
            return ping.destination().toString();
        }

        @Override
        public String onHttpLoad(HttpLoadSpec load) {
            return url(load.target());
        }

        @Override
        public String onUdp(UdpSpec udp) {
            return inUrl(udp.destination()) + ":" + udp.port() + "/udp";
        }

        private static String url(HttpTarget target) {
            return "http://" + inUrl(target.destination()) + (target.port() == 80 ? "" : ":" + target.port())
                    + target.path();
        }
    }
}
