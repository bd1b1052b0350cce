package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the parts of a session share: its configuration, its connections, its books, and the outputs of the present input. */
final class SessionState {

    PeerConfig config;
    final SpeakerProfile profile;
    final RandomGenerator random;
    final long createdNanos;
    final Connector connector;
    final Connections connections = new Connections();
    final SessionCounters counters = new SessionCounters();
    List<Output> outputs = new ArrayList<>();
    long nowNanos;
    boolean enabled;
    LastReset lastReset;
    long upOrDownSinceNanos = BgpSession.NEVER;

    @Nullable
    Open lastOpen;

    /** The message that made this side end a session with a NOTIFICATION; FRR 8.4 {@code last_reset_cause}. */
    @Nullable
    Octets lastCause;
    /** The connection whose message is being looked at. */
    @Nullable
    Connection reading;

    private long openAttempt;
    private @Nullable Connection lastConnection;
    private long lastAttempt;
    private State last = State.IDLE;

    SessionState(PeerConfig config, RandomGenerator random, long createdNanos) {
        this.config = config;
        this.profile = config.profile();
        this.random = random;
        this.createdNanos = createdNanos;
        this.connector = new Connector(config, random);
        this.lastReset = new LastReset(createdNanos, ResetReason.NO_FAMILY, null);
    }

    State state() {
        return connections.state(connector.state());
    }

    /** A connection of the session's own is the last one from now on. */
    void remember(Connection connection) {
        lastConnection = connection;
        lastAttempt = connector.attempts();
    }

    /** The peer said who it is, on a connection of the session's own. */
    void heard(Open open) {
        lastOpen = open;
        openAttempt = connector.attempts();
    }

    /** What the peer said since the last attempt began. */
    Optional<Open> heardNow() {
        return openAttempt == connector.attempts() ? Optional.ofNullable(lastOpen) : Optional.empty();
    }

    /** The last connection, until the next attempt begins (FRR 8.4 {@code bgp_start}). */
    Optional<Connection> lastConnection() {
        return lastAttempt == connector.attempts() ? Optional.ofNullable(lastConnection) : Optional.empty();
    }

    void send(Connection connection, BgpMessage message) {
        connection.counters.countSent(nowNanos, message.type());
        outputs.add(new Output.Send(connection.id(), message, Octets.of(connection.codec.encode(message))));
    }

    /** Says so if the session is in another state than last time; the reason is for people. */
    void moved(String reason) {
        State state = state();
        if (state != last) {
            outputs.add(new Output.StateChanged(last, state, reason));
            last = state;
        }
    }
}
