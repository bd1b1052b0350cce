package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.profile.RestartDelays;
import java.util.List;

/** How connections end: what is said last, what that means for the session, and how long it waits before the next attempt. */
final class Endings {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SessionState session;

    Endings(SessionState session) {
        this.session = session;
    }

    /** A fault of the peer, or its silence: say so and hang up. */
    void fail(Connection connection, Notification notification, String reason) {
        if (connection.phase == Connection.Phase.WAITING) {
            // RFC 4271 §8.2.1.5: nothing is said before our OPEN (SendNOTIFICATIONwithoutOPEN is false).
            close(connection, new LastReset(session.nowNanos, ResetReason.WAITING_FOR_OPEN, null), reason);
            return;
        }
        session.send(connection, notification);
        if (notification.code() == Notification.HOLD_TIMER_EXPIRED || notification.code() == Notification.FSM_ERROR) {
            // FRR 8.4 bgp_stop_with_notify: the delays start anew.
            if (!connection.standsAlone()) {
                session.connector.succeeded();
            }
        } else {
            grow(connection, RestartDelays.Growth.NOTIFICATION);
        }
        grow(connection, growthOf(connection));
        if (session.reading == connection && !connection.standsAlone()) {
            connection.codec.last().ifPresent(message -> session.lastCause = message);
        }
        close(
                connection,
                LastReset.sent(session.nowNanos, notification),
                reason + ", sent NOTIFICATION " + notification);
    }

    /** The peer said that it ends. */
    void told(Connection connection, Notification notification) {
        grow(connection, RestartDelays.Growth.NOTIFICATION);
        grow(connection, growthOf(connection));
        LastReset reset = new LastReset(session.nowNanos, ResetReason.NOTIFICATION_RECEIVED, notification);
        close(connection, reset, "received NOTIFICATION " + notification);
    }

    /** TCP said that it is gone. */
    void lost(Connection connection, CloseReason why) {
        ResetReason reason = why == CloseReason.FIN ? ResetReason.PEER_CLOSED : ResetReason.SOCKET_ERROR;
        // FRR calls every end of an established connection the peer's doing (bgp_packet.c at 8.4).
        ResetReason told = connection.isEstablished() ? connection.closedByPeer() : reason;
        grow(connection, growthOf(connection));
        close(connection, new LastReset(session.nowNanos, told, null), "connection lost: " + why);
    }

    /**
     * FRR 8.4 {@code bgp_accept}, RFC 4724 §4.2: a peer that calls while its graceful session stands has restarted without
     * its old connection being closed.
     */
    void yieldToRestarted() {
        for (Connection connection : session.connections.all()) {
            if (connection.isEstablished() && connection.closedByPeer() == ResetReason.GRACEFUL_PEER_CLOSED) {
                LastReset reset = new LastReset(session.nowNanos, ResetReason.GRACEFUL_PEER_CLOSED, null);
                close(connection, reset, "the peer restarted and calls again");
            }
        }
    }

    /** The loser of a collision; under FRR 8.4 one that was dialled is dialled again, unless the winner is up before that. */
    void lose(Connection loser) {
        session.send(loser, Notification.cease(Notification.COLLISION_RESOLUTION));
        discard(loser);
        if (loser.id().outgoing() && session.profile.session().callsStandAlone()) {
            session.connector.grow(RestartDelays.Growth.NOTIFICATION);
            session.connector.restart(session.nowNanos, session.outputs);
        }
    }

    /** Hangs up without any effect on the session: the loser of a collision, a call that was replaced. */
    void discard(Connection connection) {
        session.outputs.add(new Output.HangUp(connection.id()));
        session.connections.remove(connection);
    }

    /**
     * This side ends all of it; whether it comes back is the reason's. Where there is no connection nothing ends, and what
     * was the last reset stays it (FRR 8.4 {@code bgp_session_reset}; measured for each statement that resets a session).
     */
    void stop(Input.Stop input) {
        LastReset reset = new LastReset(session.nowNanos, ResetReason.of(input.reason()), null);
        for (Connection connection : session.connections.all()) {
            LastReset own = reset;
            if (connection.phase != Connection.Phase.WAITING) {
                for (Notification notification : farewell(connection, input)) {
                    session.send(connection, notification);
                    own = LastReset.sent(session.nowNanos, notification);
                }
            }
            end(connection, own);
        }
        session.enabled = input.reason().comesBack();
        if (session.enabled) {
            session.connector.succeeded();
            session.connector.restart(session.nowNanos, session.outputs);
        } else {
            session.connector.rest(session.outputs);
        }
        session.moved("stopped: " + input.reason());
    }

    private List<Notification> farewell(Connection connection, Input.Stop input) {
        boolean hard = connection.negotiated != null && connection.negotiated.hardResets();
        return session.profile
                .farewell()
                .words(input.reason(), hard, session.config.graceful().isOn(), input.data());
    }

    /** Hangs up; if that was the last connection the session starts over. */
    private void close(Connection connection, LastReset reset, String reason) {
        boolean lostInOpenSent = connection.phase == Connection.Phase.OPEN_SENT
                && (reset.reason() == ResetReason.PEER_CLOSED || reset.reason() == ResetReason.SOCKET_ERROR);
        boolean alone = connection.standsAlone();
        end(connection, reset);
        if (!alone && session.connections.hasNothingButCalls() && !session.connector.isDialling()) {
            if (lostInOpenSent && session.profile.session().waitsAfterFailedDial()) {
                session.connector.waitForPeer(session.nowNanos);
            } else {
                session.connector.restart(session.nowNanos, session.outputs);
            }
        }
        session.moved(reason);
    }

    private void end(Connection connection, LastReset reset) {
        boolean wasUp = connection.isEstablished();
        boolean alone = connection.standsAlone();
        discard(connection);
        if (wasUp || (reset.notification() != null && !alone)) {
            session.lastReset = reset;
        }
        if (wasUp) {
            if (wasUpForLong()) {
                session.connector.succeeded();
            }
            session.counters.countDropped();
            session.upOrDownSinceNanos = session.nowNanos;
            session.outputs.add(new Output.SessionDown(reset));
        }
    }

    private void grow(Connection connection, RestartDelays.Growth cause) {
        if (!connection.standsAlone()) {
            session.connector.grow(cause);
        }
    }

    private RestartDelays.Growth growthOf(Connection connection) {
        return connection.isEstablished() && wasUpForLong()
                ? RestartDelays.Growth.NEVER
                : RestartDelays.Growth.EVERY_FAILURE;
    }

    /**
     * A session that was up for a while starts its delays anew (facts/frr.md points 7 and 17); one that ends at once each
     * time, its UPDATE being refused, is no success.
     */
    private boolean wasUpForLong() {
        return session.nowNanos - session.upOrDownSinceNanos >= SECOND_NANOS;
    }
}
