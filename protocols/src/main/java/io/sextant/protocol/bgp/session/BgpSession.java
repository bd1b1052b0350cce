package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One peer's session: RFC 4271 §8 entire, sans-IO. Feed it inputs with their time, do what the outputs say in their order,
 * and come back with {@code Deadline} no later than {@link #deadlineNanos}; coming early is harmless. It never throws on
 * what a peer sent.
 *
 * <p>There may be two connections for a while, one dialled and one accepted; each has its own exchange of OPENs, and RFC
 * 4271 §6.8 decides between them when the second OPEN comes in. {@link #state} is that of the one further on.
 */
public final class BgpSession {

    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    private final SessionState session;
    private final Endings endings;
    private final Dialogue dialogue;
    private final Handler handler = new Handler();

    /**
     * @param random a stream of its own; drawn from only where the profile's timers have jitter
     * @param createdNanos when the speaker was configured, from which its restart bit is reckoned
     */
    public BgpSession(PeerConfig config, RandomGenerator random, long createdNanos) {
        session = new SessionState(config, random, createdNanos);
        endings = new Endings(session);
        dialogue = new Dialogue(session, endings);
    }

    /** Takes an input and says what is to be done about it. Time must not run backwards. */
    public List<Output> handle(long nowNanos, Input input) {
        session.nowNanos = nowNanos;
        session.outputs = new ArrayList<>();
        input.dispatchTo(handler);
        return session.outputs;
    }

    /**
     * Takes another configuration of the same peer. What is under way goes on as it was agreed on; timers and OPENs that
     * follow are as configured now.
     */
    public void reconfigure(PeerConfig changed) {
        session.config = changed;
        session.connector.reconfigure(changed);
    }

    /** When {@code Deadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        return Math.min(session.connector.deadlineNanos(), session.connections.deadlineNanos());
    }

    public State state() {
        return session.state();
    }

    public PeerConfig config() {
        return session.config;
    }

    public SessionCounters counters() {
        return session.counters;
    }

    public LastReset lastReset() {
        return session.lastReset;
    }

    /** Whether the session may come up; false after a stop that does not come back by itself. */
    public boolean isEnabled() {
        return session.enabled;
    }

    /** When the session last came up, or last went down after having been up; {@link #NEVER} before the first time. */
    public long upOrDownSinceNanos() {
        return session.upOrDownSinceNanos;
    }

    /** What the OPENs agreed on, from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated() {
        return session.connections.furthest().map(connection -> connection.negotiated);
    }

    /** Addresses and ports of the connection that counts. */
    public Optional<Input.Connected> endpoints() {
        return session.connections.furthest().map(connection -> connection.endpoints);
    }

    /** The OPEN the peer said last on a connection of the session's own; FRR prints host names from it for ever. */
    public Optional<Open> lastOpen() {
        return Optional.ofNullable(session.lastOpen);
    }

    /** What the peer said since the last attempt began; FRR 8.4 {@code bgp_start} forgets who it was. */
    public Optional<Open> heardNow() {
        return session.heardNow();
    }

    /** Says ahead of a stop which message is to blame. */
    public void blame(BgpMessage message) {
        session.connections
                .furthest()
                .ifPresent(connection -> session.lastCause = Octets.of(connection.codec.encode(message)));
    }

    /** The message that made this side end the session with a NOTIFICATION, the last time one did. */
    public Optional<Octets> lastCause() {
        return Optional.ofNullable(session.lastCause);
    }

    /**
     * The last connection of the session's own, which may be over; FRR 8.4 {@code bgp_start} forgets it when the next attempt
     * begins.
     */
    public Optional<Input.Connected> lastEndpoints() {
        return session.lastConnection().map(connection -> connection.endpoints);
    }

    /** When the wait before the next attempt is over, or {@link #NEVER} where none is running ({@code t_start}). */
    public long startDueNanos() {
        return session.connector.startDueNanos();
    }

    /** When the next attempt is made unless the one under way succeeds ({@code t_connect}), or {@link #NEVER}. */
    public long connectDueNanos() {
        return session.connector.connectDueNanos();
    }

    /** Whether an accepted connection has not come up yet; FRR keeps a second peer structure for it. */
    public boolean hasUnsettledCall() {
        return session.connections.hasUnsettledCall();
    }

    /** The rows of the machine: one method per kind of input. */
    private final class Handler implements Input.Handler {

        @Override
        public void on(Input.Start input) {
            if (!session.enabled) {
                session.enabled = true;
                session.connector.succeeded();
                session.connector.restart(session.nowNanos, session.outputs);
                session.moved("start");
            }
        }

        @Override
        public void on(Input.Stop input) {
            if (session.enabled) {
                endings.stop(input);
            }
        }

        @Override
        public void on(Input.Connected input) {
            connected(input);
        }

        @Override
        public void on(Input.ConnectFailed input) {
            if (!session.connector.isDialling(input.connection())) {
                return;
            }
            if (session.connections.hasNothingButCalls()) {
                session.connector.dialFailed(session.nowNanos, session.outputs);
            } else {
                session.connector.dialFailedBeside();
            }
            session.moved("connection failed: " + input.reason());
        }

        @Override
        public void on(Input.Disconnected input) {
            session.connections
                    .find(input.connection())
                    .ifPresent(connection -> endings.lost(connection, input.reason()));
        }

        @Override
        public void on(Input.Received input) {
            session.connections.find(input.connection()).ifPresent(connection -> {
                connection.codec.feed(input.octets());
                dialogue.drain(connection);
            });
        }

        @Override
        public void on(Input.Transmit input) {
            for (Connection connection : session.connections.all()) {
                if (connection.isEstablished()) {
                    session.send(connection, input.message());
                }
            }
        }

        @Override
        public void on(Input.Deadline input) {
            session.connections.all().forEach(dialogue::fire);
            session.connector.onDeadline(session.nowNanos, !session.connections.hasNothingButCalls(), session.outputs);
            if (session.connector.isDialling() && session.lastReset.reason() == ResetReason.NO_FAMILY) {
                // FRR 8.4 evaluate_paths: the first time, an attempt waits for zebra to resolve the peer's address.
                session.lastReset = new LastReset(session.lastReset.atNanos(), ResetReason.WAITING_FOR_OPEN, null);
            }
            session.moved("timer");
        }
    }

    private void connected(Input.Connected input) {
        ConnectionId id = input.connection();
        if (session.enabled && !id.outgoing()) {
            endings.yieldToRestarted();
        }
        if (!isWanted(id) || session.connections.find(id).isPresent()) {
            session.outputs.add(new Output.HangUp(id));
            return;
        }
        if (!id.outgoing()) {
            // FRR 8.4 bgp_accept: a second call replaces the first as long as that is not established.
            for (Connection other : session.connections.all()) {
                if (!other.id().outgoing() && !other.isEstablished()) {
                    endings.discard(other);
                }
            }
        }
        boolean alone = !id.outgoing() && session.profile.session().callsStandAlone();
        if (!alone) {
            session.connector.connected(id);
        }
        SessionCounters counters = alone ? new SessionCounters() : session.counters;
        Connection connection = new Connection(input, counters, session.profile.session());
        session.connections.add(connection);
        if (!alone) {
            session.remember(connection);
        }
        dialogue.begin(connection);
        session.moved(id.outgoing() ? "connection is up" : "peer called");
    }

    private boolean isWanted(ConnectionId id) {
        if (!session.enabled) {
            return false;
        }
        boolean answers = session.profile.session().listens()
                && (state() != State.IDLE || session.profile.session().callsStandAlone());
        return id.outgoing() ? session.connector.isDialling(id) : answers;
    }
}
