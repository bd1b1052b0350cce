package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Two connections and a wire between them that loses, doubles and delays by a seeded stream. Segments cross it as octets, so
 * the codec is tried as well. Invariants are checked after every event.
 */
final class LossyWire {

    private static final long MILLI = 1_000_000L;
    private static final int CLIENT_ADDRESS = 0x0A630001;
    private static final int SERVER_ADDRESS = 0x0A630002;

    /** One end: a connection, what it will send, what it has read. */
    final class End implements TcpOutput {

        final TcpConnection connection;
        final ByteArrayOutputStream read = new ByteArrayOutputStream();
        final int address;
        private final byte[] data;
        private final boolean closesFirst;
        private int given;
        private boolean peerIsDone;
        TcpEvent ending = TcpEvent.DATA;

        End(TcpProfile profile, int address, int port, int peerPort, byte[] data, boolean closesFirst) {
            this.address = address;
            this.data = data;
            this.closesFirst = closesFirst;
            connection = new TcpConnection(profile, port, peerPort, 1500, random.split(), this);
        }

        @Override
        public void transmit(TcpSegment segment) {
            assertThat(connection.state())
                    .as("state of the sender of %s", segment)
                    .isNotEqualTo(TcpState.CLOSED);
            transmitted++;
            boolean lost = random.nextInt(1000) < lossPerMille;
            int copies = lost ? 0 : random.nextInt(1000) < duplicatePerMille ? 2 : 1;
            End peer = this == client ? server : client;
            for (int i = 0; i < copies; i++) {
                long delay = delayNanos + (jitterNanos == 0 ? 0 : random.nextLong(jitterNanos));
                byte[] octets = new byte[segment.lengthOctets()];
                segment.writeTo(octets, 0, address, peer.address);
                flights.add(new Flight(nowNanos + delay, ++sequence, peer, octets));
            }
        }

        @Override
        public void signal(TcpEvent event) {
            switch (event) {
                case ESTABLISHED, WRITABLE -> give();
                case DATA -> {
                    read.writeBytes(connection.read(nowNanos));
                    closeWhenDone();
                }
                case PEER_FIN -> {
                    peerIsDone = true;
                    closeWhenDone();
                }
                case TIME_WAIT -> assertThat(connection.timeWait()).isNotNull();
                default -> ending = event;
            }
        }

        void give() {
            while (given < data.length) {
                int piece = Math.min(data.length - given, 1 + random.nextInt(5_000));
                int taken = connection.send(nowNanos, data, given, piece);
                given += taken;
                if (taken < piece) {
                    return;
                }
            }
            closeWhenDone();
        }

        private void closeWhenDone() {
            boolean all = given == data.length;
            if (all && (closesFirst || peerIsDone)) {
                connection.shutdown(nowNanos);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Flight(long atNanos, long sequence, End to, byte[] octets) {}

    private final SplittableRandom random;
    private final PriorityQueue<Flight> flights =
            new PriorityQueue<>(Comparator.comparingLong(Flight::atNanos).thenComparingLong(Flight::sequence));
    final End client;
    final End server;
    private final int lossPerMille;
    private final int duplicatePerMille;
    private final long delayNanos;
    private final long jitterNanos;
    private long nowNanos;
    private long sequence;
    private boolean accepted;
    int transmitted;

    LossyWire(long seed, TcpProfile profile, byte[] up, byte[] down, int loss, int duplicates, long jitterNanos) {
        random = new SplittableRandom(seed);
        lossPerMille = loss;
        duplicatePerMille = duplicates;
        delayNanos = 5 * MILLI;
        this.jitterNanos = jitterNanos;
        client = new End(profile, CLIENT_ADDRESS, 40_000, 80, up, true);
        server = new End(profile, SERVER_ADDRESS, 80, 40_000, down, random.nextBoolean());
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Opens, transfers, closes, and ends when both ends are closed and the wire is empty. */
    void run() {
        client.connection.connect(nowNanos);
        for (int steps = 0; step(); steps++) {
            assertThat(steps).as("events without end").isLessThan(2_000_000);
        }
    }

    private boolean step() {
        Flight flight = flights.peek();
        long arrival = flight == null ? Long.MAX_VALUE : flight.atNanos;
        long deadline = Math.min(client.connection.deadlineNanos(), server.connection.deadlineNanos());
        if (Math.min(arrival, deadline) == Long.MAX_VALUE) {
            return false;
        }
        assertThat(Math.min(arrival, deadline)).as("time runs forward").isGreaterThanOrEqualTo(nowNanos);
        nowNanos = Math.min(arrival, deadline);
        if (arrival <= deadline) {
            flights.remove();
            deliver(flight);
        } else {
            End due = client.connection.deadlineNanos() == deadline ? client : server;
            due.connection.onDeadline(nowNanos);
            assertThat(due.connection.deadlineNanos()).isGreaterThan(nowNanos);
        }
        check(client);
        check(server);
        return true;
    }

    private void deliver(Flight flight) {
        byte[] b = flight.octets;
        int source = flight.to == client ? SERVER_ADDRESS : CLIENT_ADDRESS;
        assertThat(Tcp.check(b, 0, b.length, source, flight.to.address).isOk()).isTrue();
        TcpSegment segment = TcpSegment.read(b, 0, b.length);
        TcpConnection connection = flight.to.connection;
        if (flight.to == server && !accepted && segment.flags() == TcpFlags.SYN) {
            accepted = true;
            connection.accept(nowNanos, segment);
        } else if (connection.state() != TcpState.CLOSED) {
            connection.onSegment(nowNanos, segment);
        } else if (!segment.has(TcpFlags.RST)) {
            // No connection here any more: the host answers.
            TcpSegment reset = TcpSegment.resetFor(segment);
            End peer = flight.to == client ? server : client;
            byte[] octets = new byte[reset.lengthOctets()];
            reset.writeTo(octets, 0, flight.to.address, peer.address);
            flights.add(new Flight(nowNanos + delayNanos, ++sequence, peer, octets));
        }
    }

    private static void check(End end) {
        TcpConnection connection = end.connection;
        int inFlight = connection.sendNext() - connection.sendUnacknowledged();
        assertThat(inFlight).as("SND.UNA <= SND.NXT").isGreaterThanOrEqualTo(0);
        assertThat(connection.congestionWindowSegments()).isPositive();
        boolean over = connection.state() == TcpState.CLOSED;
        assertThat(connection.deadlineNanos() == TcpConnection.NEVER || !over)
                .as("a closed connection waits for nothing")
                .isTrue();
    }
}
