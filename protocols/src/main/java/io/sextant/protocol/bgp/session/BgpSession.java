package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.BgpException;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.profile.OpenFacts;
import io.sextant.protocol.bgp.profile.OpenShape;
import io.sextant.protocol.bgp.profile.RestartDelays;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

    private static final long SECOND_NANOS = 1_000_000_000L;

    private PeerConfig config;
    private final SpeakerProfile profile;
    private final RandomGenerator random;
    private final long createdNanos;
    private final Connector connector;
    private final List<Connection> connections = new ArrayList<>();
    private final SessionCounters counters = new SessionCounters();
    private final Handler handler = new Handler();
    private List<Output> outputs = new ArrayList<>();
    private long nowNanos;
    private boolean enabled;
    private State lastState = State.IDLE;
    private LastReset lastReset;
    private long upOrDownSinceNanos = NEVER;
    private @Nullable Open lastOpen;
    private @Nullable Connection lastConnection;
    private long lastAttempt;

    /**
     * @param random a stream of its own; drawn from only where the profile's timers have jitter
     * @param createdNanos when the speaker was configured, from which its restart bit is reckoned
     */
    public BgpSession(PeerConfig config, RandomGenerator random, long createdNanos) {
        this.config = config;
        this.profile = config.profile();
        this.random = random;
        this.createdNanos = createdNanos;
        this.connector = new Connector(config, random);
        this.lastReset = new LastReset(createdNanos, ResetReason.NO_FAMILY, null);
    }

    /** Takes an input and says what is to be done about it. Time must not run backwards. */
    public List<Output> handle(long nowNanos, Input input) {
        this.nowNanos = nowNanos;
        outputs = new ArrayList<>();
        input.dispatchTo(handler);
        return outputs;
    }

    /**
     * Takes another configuration of the same peer. What is under way goes on as it was agreed on; timers and OPENs that
     * follow are as configured now.
     */
    public void reconfigure(PeerConfig changed) {
        config = changed;
        connector.reconfigure(changed);
    }

    /** When {@code Deadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        long deadline = connector.deadlineNanos();
        for (Connection connection : connections) {
            deadline = Math.min(deadline, connection.deadlineNanos());
        }
        return deadline;
    }

    public State state() {
        State furthest = connector.state();
        for (Connection connection : connections) {
            State own =
                    switch (connection.phase) {
                        case WAITING -> connector.state();
                        case OPEN_SENT -> State.OPEN_SENT;
                        case OPEN_CONFIRM -> State.OPEN_CONFIRM;
                        case ESTABLISHED -> State.ESTABLISHED;
                    };
            furthest = own.compareTo(furthest) > 0 ? own : furthest;
        }
        return furthest;
    }

    public PeerConfig config() {
        return config;
    }

    public SessionCounters counters() {
        return counters;
    }

    public LastReset lastReset() {
        return lastReset;
    }

    /** Whether the session may come up; false after a stop that does not come back by itself. */
    public boolean isEnabled() {
        return enabled;
    }

    /** When the session last came up, or last went down after having been up; {@link #NEVER} before the first time. */
    public long upOrDownSinceNanos() {
        return upOrDownSinceNanos;
    }

    /** What the OPENs agreed on, from OPEN_CONFIRM on. */
    public Optional<Negotiated> negotiated() {
        return furthest().map(connection -> connection.negotiated);
    }

    /** Addresses and ports of the connection that counts. */
    public Optional<Input.Connected> endpoints() {
        return furthest().map(connection -> connection.endpoints);
    }

    /** The OPEN the peer said last on a connection of the session's own; FRR prints host names from it for ever. */
    public Optional<Open> lastOpen() {
        return Optional.ofNullable(lastOpen);
    }

    /**
     * The last connection of the session's own, which may be over; FRR 8.4 {@code bgp_start} forgets it when the next attempt
     * begins.
     */
    public Optional<Input.Connected> lastEndpoints() {
        return lastConnection == null || lastAttempt != connector.attempts()
                ? Optional.empty()
                : Optional.of(lastConnection.endpoints);
    }

    /** When the wait before the next attempt is over, or {@link #NEVER} where none is running ({@code t_start}). */
    public long startDueNanos() {
        return connector.startDueNanos();
    }

    /** When the next attempt is made unless the one under way succeeds ({@code t_connect}), or {@link #NEVER}. */
    public long connectDueNanos() {
        return connector.connectDueNanos();
    }

    private void remember(Connection connection) {
        lastConnection = connection;
        lastAttempt = connector.attempts();
    }

    /** Whether an accepted connection has not come up yet; FRR keeps a second peer structure for it. */
    public boolean hasUnsettledCall() {
        return connections.stream().anyMatch(one -> !one.id().outgoing() && one.phase != Connection.Phase.ESTABLISHED);
    }

    private Optional<Connection> furthest() {
        Connection found = null;
        for (Connection connection : connections) {
            if (found == null || connection.phase.compareTo(found.phase) > 0) {
                found = connection;
            }
        }
        return Optional.ofNullable(found);
    }

    private Optional<Connection> find(ConnectionId id) {
        return connections.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private boolean isLive(Connection connection) {
        return connections.contains(connection);
    }

    /** The rows of the machine: one method per kind of input. */
    private final class Handler implements Input.Handler {

        @Override
        public void on(Input.Start input) {
            if (!enabled) {
                enabled = true;
                connector.succeeded();
                connector.restart(nowNanos, outputs);
                moved("start");
            }
        }

        @Override
        public void on(Input.Stop input) {
            stop(input);
        }

        @Override
        public void on(Input.Connected input) {
            connected(input);
        }

        @Override
        public void on(Input.ConnectFailed input) {
            if (!connector.isDialling(input.connection())) {
                return;
            }
            if (hasNothingButCalls()) {
                connector.dialFailed(nowNanos, outputs);
            } else {
                connector.dialFailedBeside();
            }
            moved("connection failed: " + input.reason());
        }

        @Override
        public void on(Input.Disconnected input) {
            find(input.connection()).ifPresent(connection -> {
                ResetReason reason =
                        input.reason() == CloseReason.FIN ? ResetReason.PEER_CLOSED : ResetReason.SOCKET_ERROR;
                // FRR calls every end of an established connection the peer's doing (bgp_packet.c at 8.4).
                ResetReason told = connection.phase == Connection.Phase.ESTABLISHED ? closed(connection) : reason;
                grow(connection, growthOf(connection));
                close(connection, new LastReset(nowNanos, told, null), "connection lost: " + input.reason());
            });
        }

        @Override
        public void on(Input.Received input) {
            find(input.connection()).ifPresent(connection -> {
                connection.codec.feed(input.octets());
                drain(connection);
            });
        }

        @Override
        public void on(Input.Transmit input) {
            for (Connection connection : connections) {
                if (connection.phase == Connection.Phase.ESTABLISHED) {
                    send(connection, input.message());
                }
            }
        }

        @Override
        public void on(Input.Deadline input) {
            for (Connection connection : List.copyOf(connections)) {
                fire(connection);
            }
            connector.onDeadline(nowNanos, !hasNothingButCalls(), outputs);
            if (connector.isDialling() && lastReset.reason() == ResetReason.NO_FAMILY) {
                // FRR 8.4 evaluate_paths: the first time, an attempt waits for zebra to resolve the peer's address.
                lastReset = new LastReset(lastReset.atNanos(), ResetReason.WAITING_FOR_OPEN, null);
            }
            moved("timer");
        }
    }

    /** Whether the connection is an accepted one that stands alone: nothing that happens to it touches the one that dials. */
    private boolean standsAlone(Connection connection) {
        return profile.session().callsStandAlone()
                && !connection.id().outgoing()
                && connection.phase != Connection.Phase.ESTABLISHED;
    }

    private boolean hasNothingButCalls() {
        return connections.stream().allMatch(this::standsAlone);
    }

    private void grow(Connection connection, RestartDelays.Growth cause) {
        if (!standsAlone(connection)) {
            connector.grow(cause);
        }
    }

    private RestartDelays.Growth growthOf(Connection connection) {
        // A session that was up for a while starts its delays anew (facts/frr.md points 7 and 17); one that ends at
        // once
        // each time, its UPDATE being refused, is no success.
        return connection.phase == Connection.Phase.ESTABLISHED && nowNanos - upOrDownSinceNanos >= SECOND_NANOS
                ? RestartDelays.Growth.NEVER
                : RestartDelays.Growth.EVERY_FAILURE;
    }

    /** How the end of an established connection is called: FRR 8.4 {@code bgp_process_packet} knows a restart by the families. */
    private static ResetReason closed(Connection connection) {
        Negotiated negotiated = connection.negotiated;
        boolean graceful = negotiated != null && !negotiated.retainedFamilies().isEmpty();
        return graceful ? ResetReason.GRACEFUL_PEER_CLOSED : ResetReason.PEER_CLOSED;
    }

    /**
     * FRR 8.4 {@code bgp_accept}, RFC 4724 §4.2: a peer that calls while its graceful session stands has restarted without
     * its old connection being closed.
     */
    private void yieldToRestarted() {
        for (Connection connection : List.copyOf(connections)) {
            boolean stands = connection.phase == Connection.Phase.ESTABLISHED;
            if (stands && closed(connection) == ResetReason.GRACEFUL_PEER_CLOSED) {
                LastReset reset = new LastReset(nowNanos, ResetReason.GRACEFUL_PEER_CLOSED, null);
                close(connection, reset, "the peer restarted and calls again");
            }
        }
    }

    private void connected(Input.Connected input) {
        ConnectionId id = input.connection();
        if (enabled && !id.outgoing()) {
            yieldToRestarted();
        }
        boolean wanted = enabled
                && (id.outgoing()
                        ? connector.isDialling(id)
                        : profile.session().listens()
                                && (state() != State.IDLE || profile.session().callsStandAlone()));
        if (!wanted || find(id).isPresent()) {
            outputs.add(new Output.HangUp(id));
            return;
        }
        if (!id.outgoing()) {
            // FRR 8.4 bgp_accept: a second call replaces the first as long as that is not established.
            for (Connection other : List.copyOf(connections)) {
                if (!other.id().outgoing() && other.phase != Connection.Phase.ESTABLISHED) {
                    discard(other);
                }
            }
        }
        boolean alone = !id.outgoing() && profile.session().callsStandAlone();
        if (!alone) {
            connector.connected(id);
        }
        Connection connection = new Connection(input, alone ? new SessionCounters() : counters);
        connections.add(connection);
        if (!alone) {
            remember(connection);
        }
        if (config.delayOpenNanos() > 0) {
            connection.delayOpenAtNanos = nowNanos + config.delayOpenNanos();
        } else {
            sendOpen(connection);
        }
        moved(id.outgoing() ? "connection is up" : "peer called");
    }

    private void fire(Connection connection) {
        if (connection.delayOpenAtNanos <= nowNanos) {
            sendOpen(connection);
            moved("delay before OPEN is over");
        }
        if (connection.holdAtNanos <= nowNanos) {
            fail(connection, Notification.of(Notification.HOLD_TIMER_EXPIRED, 0), "hold timer expired");
            return;
        }
        if (connection.keepaliveAtNanos <= nowNanos) {
            send(connection, Keepalive.INSTANCE);
            armKeepalive(connection);
        }
    }

    private void sendOpen(Connection connection) {
        connection.delayOpenAtNanos = NEVER;
        send(connection, localOpen());
        connection.phase = Connection.Phase.OPEN_SENT;
        connection.holdAtNanos = nowNanos + profile.session().openSentHoldSeconds() * SECOND_NANOS;
    }

    private Open localOpen() {
        boolean justStarted = nowNanos - createdNanos < OpenShape.RESTART_TIME_SECONDS * SECOND_NANOS;
        OpenFacts facts =
                new OpenFacts(config.openAs(), config.families(), config.hostName(), justStarted, config.graceful());
        return Open.of(
                config.openAs(),
                config.holdTimeSeconds(),
                config.localId(),
                config.has(PeerOption.NO_CAPABILITIES)
                        ? List.of()
                        : profile.openShape().parameters(facts));
    }

    private void drain(Connection connection) {
        while (isLive(connection)) {
            BgpCodec.Decoded decoded = connection.codec.next();
            if (decoded instanceof BgpCodec.Decoded.Complete complete) {
                connection.counters.countReceived(nowNanos, complete.message().type());
                receive(connection, complete.message());
            } else if (decoded instanceof BgpCodec.Decoded.Broken broken) {
                fail(
                        connection,
                        broken.error().notification(),
                        String.valueOf(broken.error().getMessage()));
            } else {
                return;
            }
        }
    }

    private void receive(Connection connection, BgpMessage message) {
        if (message instanceof Notification notification) {
            grow(connection, RestartDelays.Growth.NOTIFICATION);
            grow(connection, growthOf(connection));
            LastReset reset = new LastReset(nowNanos, ResetReason.NOTIFICATION_RECEIVED, notification);
            close(connection, reset, "received NOTIFICATION " + notification);
        } else if (message instanceof Open open && connection.phase.compareTo(Connection.Phase.OPEN_SENT) <= 0) {
            if (connection.phase == Connection.Phase.WAITING) {
                // RFC 4271 §8.2.2, Connect, event 20: the peer's OPEN ends our own delay.
                sendOpen(connection);
            }
            receiveOpen(connection, open);
        } else if (message instanceof Keepalive && connection.phase.compareTo(Connection.Phase.OPEN_CONFIRM) >= 0) {
            armHold(connection);
            if (connection.phase == Connection.Phase.OPEN_CONFIRM) {
                establish(connection);
            }
        } else if (message instanceof Update update && connection.phase == Connection.Phase.ESTABLISHED) {
            armHold(connection);
            outputs.add(new Output.UpdateReceived(update));
        } else if (message instanceof RouteRefresh refresh && connection.phase == Connection.Phase.ESTABLISHED) {
            outputs.add(new Output.RefreshReceived(refresh));
        } else {
            fail(connection, connection.outOfPlace(), message.type() + " out of place");
        }
    }

    private void receiveOpen(Connection connection, Open remote) {
        Negotiated negotiated;
        try {
            negotiated = Negotiated.of(config, localOpen(), remote);
        } catch (BgpException e) {
            fail(connection, e.notification(), String.valueOf(e.getMessage()));
            return;
        }
        if (!survivesCollision(connection, remote)) {
            return;
        }
        connection.negotiated = negotiated;
        if (!standsAlone(connection)) {
            lastOpen = remote;
        }
        connection.codec.use(negotiated.context());
        send(connection, Keepalive.INSTANCE);
        connection.phase = Connection.Phase.OPEN_CONFIRM;
        armHold(connection);
        armKeepalive(connection);
        moved("received OPEN");
        if (profile.session().establishesOnOpen()) {
            establish(connection);
        }
    }

    /**
     * RFC 4271 §6.8 and RFC 6286 §2.3: of two connections the one dialled by the side with the larger identifier stays,
     * or with the larger AS number where identifiers are equal; an established one always stays. Like FRR we also
     * look at the other connection in OpenSent, since the identifier is known now.
     *
     * @return whether the connection that brought the OPEN lives on
     */
    private boolean survivesCollision(Connection fresh, Open remote) {
        for (Connection other : List.copyOf(connections)) {
            if (other == fresh || other.phase == Connection.Phase.WAITING) {
                continue;
            }
            int byIdentifier = config.localId().compareTo(remote.identifier());
            boolean remoteWins =
                    byIdentifier != 0 ? byIdentifier < 0 : config.localAs().compareTo(remote.asn()) < 0;
            boolean freshStays =
                    other.phase != Connection.Phase.ESTABLISHED && fresh.id().outgoing() != remoteWins;
            Connection loser = freshStays ? other : fresh;
            lose(loser);
            moved("connection collision");
            if (loser == fresh) {
                return false;
            }
        }
        return true;
    }

    /** The loser of a collision; under FRR 8.4 one that was dialled is dialled again, unless the winner is up before that. */
    private void lose(Connection loser) {
        send(loser, Notification.cease(Notification.COLLISION_RESOLUTION));
        discard(loser);
        if (loser.id().outgoing() && profile.session().callsStandAlone()) {
            connector.grow(RestartDelays.Growth.NOTIFICATION);
            connector.restart(nowNanos, outputs);
        }
    }

    private void establish(Connection connection) {
        boolean stoodAlone = standsAlone(connection);
        connection.phase = Connection.Phase.ESTABLISHED;
        armHold(connection);
        for (Connection other : List.copyOf(connections)) {
            if (other != connection && other.phase != Connection.Phase.WAITING) {
                // FRR 8.4 bgp_establish: whatever else was open by now goes.
                send(other, Notification.cease(Notification.COLLISION_RESOLUTION));
                discard(other);
            }
        }
        connector.settle(outputs);
        if (stoodAlone) {
            counters.add(connection.counters);
            connection.counters = counters;
            lastReset = new LastReset(createdNanos, ResetReason.NO_FAMILY, null);
        }
        counters.countEstablished();
        upOrDownSinceNanos = nowNanos;
        moved("session is up");
        remember(connection);
        if (connection.negotiated != null) {
            lastOpen = connection.negotiated.remote();
            outputs.add(new Output.SessionUp(connection.negotiated));
        }
    }

    private void armHold(Connection connection) {
        int seconds = connection.negotiated == null ? 0 : connection.negotiated.holdTimeSeconds();
        boolean runs = seconds > 0 && profile.session().runsHoldTimer();
        connection.holdAtNanos = runs ? nowNanos + seconds * SECOND_NANOS : NEVER;
    }

    private void armKeepalive(Connection connection) {
        Negotiated negotiated = connection.negotiated;
        if (negotiated == null || negotiated.keepaliveSeconds() == 0) {
            connection.keepaliveAtNanos = NEVER;
            return;
        }
        long interval = negotiated.keepaliveSeconds() * SECOND_NANOS;
        connection.keepaliveAtNanos =
                nowNanos + Math.max(1, profile.session().keepaliveJitter().apply(interval, random));
    }

    private void send(Connection connection, BgpMessage message) {
        connection.counters.countSent(nowNanos, message.type());
        outputs.add(new Output.Send(connection.id(), message, Octets.of(connection.codec.encode(message))));
    }

    /** A fault of the peer, or its silence: say so and hang up. */
    private void fail(Connection connection, Notification notification, String reason) {
        if (connection.phase == Connection.Phase.WAITING) {
            // RFC 4271 §8.2.1.5: nothing is said before our OPEN (SendNOTIFICATIONwithoutOPEN is false).
            close(connection, new LastReset(nowNanos, ResetReason.WAITING_FOR_OPEN, null), reason);
            return;
        }
        send(connection, notification);
        if (notification.code() == Notification.HOLD_TIMER_EXPIRED || notification.code() == Notification.FSM_ERROR) {
            // FRR 8.4 bgp_stop_with_notify: the delays start anew.
            if (!standsAlone(connection)) {
                connector.succeeded();
            }
        } else {
            grow(connection, RestartDelays.Growth.NOTIFICATION);
        }
        grow(connection, growthOf(connection));
        close(connection, sentReset(notification), reason + ", sent NOTIFICATION " + notification);
    }

    private LastReset sentReset(Notification notification) {
        Notification inner = notification.insideHardReset().orElse(notification);
        ResetReason reason = ResetReason.NOTIFICATION_SENT;
        if (inner.code() == Notification.CEASE && inner.subcode() == Notification.ADMINISTRATIVE_RESET) {
            reason = ResetReason.USER_RESET;
        } else if (inner.code() == Notification.CEASE && inner.subcode() == Notification.ADMINISTRATIVE_SHUTDOWN) {
            reason = ResetReason.ADMINISTRATIVE_SHUTDOWN;
        }
        return new LastReset(nowNanos, reason, notification);
    }

    /** Hangs up without any effect on the session: the loser of a collision, a call that was replaced. */
    private void discard(Connection connection) {
        outputs.add(new Output.HangUp(connection.id()));
        connections.remove(connection);
    }

    /** Hangs up; if that was the last connection the session starts over. */
    private void close(Connection connection, LastReset reset, String reason) {
        boolean lostInOpenSent = connection.phase == Connection.Phase.OPEN_SENT
                && (reset.reason() == ResetReason.PEER_CLOSED || reset.reason() == ResetReason.SOCKET_ERROR);
        boolean alone = standsAlone(connection);
        end(connection, reset);
        if (!alone && hasNothingButCalls() && !connector.isDialling()) {
            if (lostInOpenSent && profile.session().waitsAfterFailedDial()) {
                connector.waitForPeer(nowNanos);
            } else {
                connector.restart(nowNanos, outputs);
            }
        }
        moved(reason);
    }

    private void end(Connection connection, LastReset reset) {
        boolean wasUp = connection.phase == Connection.Phase.ESTABLISHED;
        boolean alone = standsAlone(connection);
        discard(connection);
        if (wasUp || (reset.notification() != null && !alone)) {
            lastReset = reset;
        }
        if (wasUp) {
            if (nowNanos - upOrDownSinceNanos >= SECOND_NANOS) {
                connector.succeeded();
            }
            counters.countDropped();
            upOrDownSinceNanos = nowNanos;
            outputs.add(new Output.SessionDown(reset));
        }
    }

    private void stop(Input.Stop input) {
        if (!enabled) {
            return;
        }
        LastReset reset = new LastReset(nowNanos, resetReason(input.reason()), null);
        if (hasNothingButCalls()) {
            lastReset = reset;
        }
        for (Connection connection : List.copyOf(connections)) {
            LastReset own = reset;
            if (connection.phase != Connection.Phase.WAITING) {
                for (Notification notification : farewell(connection, input)) {
                    send(connection, notification);
                    own = sentReset(notification);
                }
            }
            end(connection, own);
        }
        enabled = input.reason().comesBack();
        if (enabled) {
            connector.succeeded();
            connector.restart(nowNanos, outputs);
        } else {
            connector.rest(outputs);
        }
        moved("stopped: " + input.reason());
    }

    private List<Notification> farewell(Connection connection, Input.Stop input) {
        boolean hard = connection.negotiated != null && connection.negotiated.hardResets();
        return profile.farewell().words(input.reason(), hard, config.graceful().isOn(), input.data());
    }

    private static ResetReason resetReason(StopReason reason) {
        return switch (reason) {
            case ADMINISTRATIVE_SHUTDOWN -> ResetReason.ADMINISTRATIVE_SHUTDOWN;
            case ADMINISTRATIVE_RESET -> ResetReason.USER_RESET;
            case DECONFIGURED, TERMINATED, KILLED -> ResetReason.NEIGHBOUR_DELETED;
            case BFD_DOWN -> ResetReason.BFD_DOWN;
            case INTERFACE_DOWN -> ResetReason.INTERFACE_DOWN;
            case MAXIMUM_PREFIXES -> ResetReason.MAXIMUM_PREFIXES;
            case CONFIGURATION_CHANGED -> ResetReason.REMOTE_AS_CHANGED;
        };
    }

    private void moved(String reason) {
        State state = state();
        if (state != lastState) {
            outputs.add(new Output.StateChanged(lastState, state, reason));
            lastState = state;
        }
    }
}
