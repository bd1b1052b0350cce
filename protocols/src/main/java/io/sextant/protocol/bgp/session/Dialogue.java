package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.BgpException;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.profile.OpenFacts;
import io.sextant.protocol.bgp.profile.OpenShape;
import java.util.List;

/** What is said over one connection from our OPEN on, phase by phase (RFC 4271 §8.2.2, OpenSent to Established). */
final class Dialogue {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SessionState session;
    private final Endings endings;

    Dialogue(SessionState session, Endings endings) {
        this.session = session;
        this.endings = endings;
    }

    /** The connection is up: our OPEN goes out, at once or after the configured delay. */
    void begin(Connection connection) {
        if (session.config.delayOpenNanos() > 0) {
            connection.delayOpenAtNanos = session.nowNanos + session.config.delayOpenNanos();
        } else {
            sendOpen(connection);
        }
    }

    /** Fires what is due. */
    void fire(Connection connection) {
        if (connection.delayOpenAtNanos <= session.nowNanos) {
            sendOpen(connection);
            session.moved("delay before OPEN is over");
        }
        if (connection.holdAtNanos <= session.nowNanos) {
            endings.fail(connection, Notification.of(Notification.HOLD_TIMER_EXPIRED, 0), "hold timer expired");
            return;
        }
        if (connection.keepaliveAtNanos <= session.nowNanos) {
            session.send(connection, Keepalive.INSTANCE);
            connection.armKeepalive(session.nowNanos, session.random);
        }
    }

    /** Takes every message that is whole by now. */
    void drain(Connection connection) {
        session.reading = connection;
        drainAll(connection);
        session.reading = null;
    }

    private void drainAll(Connection connection) {
        while (session.connections.contains(connection)) {
            BgpCodec.Decoded decoded = connection.codec.next();
            if (decoded instanceof BgpCodec.Decoded.Complete complete) {
                connection.counters.countReceived(
                        session.nowNanos, complete.message().type());
                receive(connection, complete.message());
            } else if (decoded instanceof BgpCodec.Decoded.Broken broken) {
                endings.fail(
                        connection,
                        broken.error().notification(),
                        String.valueOf(broken.error().getMessage()));
            } else {
                return;
            }
        }
    }

    private void receive(Connection connection, BgpMessage message) {
        Connection.Phase phase = connection.phase;
        if (message instanceof Notification notification) {
            endings.told(connection, notification);
        } else if (message instanceof Open open && phase.compareTo(Connection.Phase.OPEN_SENT) <= 0) {
            if (phase == Connection.Phase.WAITING) {
                // RFC 4271 §8.2.2, Connect, event 20: the peer's OPEN ends our own delay.
                sendOpen(connection);
            }
            receiveOpen(connection, open);
        } else if (message instanceof Keepalive && phase.compareTo(Connection.Phase.OPEN_CONFIRM) >= 0) {
            connection.armHold(session.nowNanos);
            if (phase == Connection.Phase.OPEN_CONFIRM) {
                establish(connection);
            }
        } else if (message instanceof Update update && phase == Connection.Phase.ESTABLISHED) {
            connection.armHold(session.nowNanos);
            session.outputs.add(new Output.UpdateReceived(update));
        } else if (message instanceof RouteRefresh refresh && phase == Connection.Phase.ESTABLISHED) {
            session.outputs.add(new Output.RefreshReceived(refresh));
        } else {
            endings.fail(connection, connection.outOfPlace(), message.type() + " out of place");
        }
    }

    private void sendOpen(Connection connection) {
        connection.delayOpenAtNanos = BgpSession.NEVER;
        session.send(connection, localOpen());
        connection.phase = Connection.Phase.OPEN_SENT;
        connection.holdAtNanos = session.nowNanos + session.profile.session().openSentHoldSeconds() * SECOND_NANOS;
    }

    private Open localOpen() {
        PeerConfig config = session.config;
        boolean justStarted = session.nowNanos - session.createdNanos < OpenShape.RESTART_TIME_SECONDS * SECOND_NANOS;
        OpenFacts facts = new OpenFacts(
                config.openAs(),
                config.families(),
                config.hostName(),
                justStarted,
                config.graceful(),
                config.has(PeerOption.ADD_PATH_TX),
                config.families().stream()
                        .filter(family -> config.has(
                                family.afi() == AddressFamily.AFI_IPV4
                                        ? PeerOption.ONE_PATH_IPV4
                                        : PeerOption.ONE_PATH_IPV6))
                        .toList());
        return Open.of(
                config.openAs(),
                config.holdTimeSeconds(),
                config.localId(),
                config.has(PeerOption.NO_CAPABILITIES)
                        ? List.of()
                        : session.profile.openShape().parameters(facts));
    }

    private void receiveOpen(Connection connection, Open remote) {
        Negotiated negotiated;
        try {
            negotiated = Negotiated.of(session.config, localOpen(), remote);
        } catch (BgpException e) {
            endings.fail(connection, e.notification(), String.valueOf(e.getMessage()));
            return;
        }
        Connection loser = session.connections.loser(connection, remote, session.config);
        if (loser != null) {
            endings.lose(loser);
            session.moved("connection collision");
        }
        if (!session.connections.contains(connection)) {
            return;
        }
        connection.negotiated = negotiated;
        if (!connection.standsAlone()) {
            session.heard(remote);
        }
        connection.codec.use(negotiated.context());
        session.send(connection, Keepalive.INSTANCE);
        connection.phase = Connection.Phase.OPEN_CONFIRM;
        connection.armHold(session.nowNanos);
        connection.armKeepalive(session.nowNanos, session.random);
        session.moved("received OPEN");
        if (session.profile.session().establishesOnOpen()) {
            establish(connection);
        }
    }

    private void establish(Connection connection) {
        boolean stoodAlone = connection.standsAlone();
        connection.phase = Connection.Phase.ESTABLISHED;
        connection.armHold(session.nowNanos);
        for (Connection other : session.connections.all()) {
            if (!other.id().equals(connection.id()) && other.phase != Connection.Phase.WAITING) {
                // FRR 8.4 bgp_establish: whatever else was open by now goes.
                session.send(other, Notification.cease(Notification.COLLISION_RESOLUTION));
                endings.discard(other);
            }
        }
        session.connector.settle(session.outputs);
        if (stoodAlone) {
            session.counters.add(connection.counters);
            connection.counters = session.counters;
            session.lastReset = new LastReset(session.createdNanos, ResetReason.NO_FAMILY, null);
        }
        session.counters.countEstablished();
        session.upOrDownSinceNanos = session.nowNanos;
        session.moved("session is up");
        session.remember(connection);
        if (connection.negotiated != null) {
            session.heard(connection.negotiated.remote());
            session.outputs.add(new Output.SessionUp(connection.negotiated));
        }
    }
}
