package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.profile.SessionProfile;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a session from its first octet on: its phase, codec and timers. */
final class Connection {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /** How far the exchange of OPENs is. */
    enum Phase {
        /** Up, our OPEN still held back (RFC 4271 §8.1.1 DelayOpen). */
        WAITING,
        OPEN_SENT,
        OPEN_CONFIRM,
        ESTABLISHED
    }

    final Input.Connected endpoints;
    final BgpCodec codec = new BgpCodec();

    /** The session's, or its own while it is a call that stands alone. */
    SessionCounters counters;

    Phase phase = Phase.WAITING;

    @Nullable
    Negotiated negotiated;

    long holdAtNanos = BgpSession.NEVER;
    long keepaliveAtNanos = BgpSession.NEVER;
    long delayOpenAtNanos = BgpSession.NEVER;

    private final SessionProfile profile;

    Connection(Input.Connected endpoints, SessionCounters counters, SessionProfile profile) {
        this.endpoints = endpoints;
        this.counters = counters;
        this.profile = profile;
    }

    ConnectionId id() {
        return endpoints.connection();
    }

    long deadlineNanos() {
        return Math.min(holdAtNanos, Math.min(keepaliveAtNanos, delayOpenAtNanos));
    }

    boolean isEstablished() {
        return phase == Phase.ESTABLISHED;
    }

    /** Whether the connection is an accepted one that stands alone: nothing that happens to it touches the one that dials. */
    boolean standsAlone() {
        return profile.callsStandAlone() && !id().outgoing() && !isEstablished();
    }

    /** The peer is heard: it has until the agreed hold time is over again. */
    void armHold(long nowNanos) {
        int seconds = negotiated == null ? 0 : negotiated.holdTimeSeconds();
        boolean runs = seconds > 0 && profile.runsHoldTimer();
        holdAtNanos = runs ? nowNanos + seconds * SECOND_NANOS : BgpSession.NEVER;
    }

    void armKeepalive(long nowNanos, RandomGenerator random) {
        Negotiated agreed = negotiated;
        if (agreed == null || agreed.keepaliveSeconds() == 0) {
            keepaliveAtNanos = BgpSession.NEVER;
            return;
        }
        long interval = agreed.keepaliveSeconds() * SECOND_NANOS;
        keepaliveAtNanos = nowNanos + Math.max(1, profile.keepaliveJitter().apply(interval, random));
    }

    /** How the end of an established connection is called: FRR 8.4 {@code bgp_process_packet} knows a restart by the families. */
    ResetReason closedByPeer() {
        boolean graceful = negotiated != null && !negotiated.retainedFamilies().isEmpty();
        return graceful ? ResetReason.GRACEFUL_PEER_CLOSED : ResetReason.PEER_CLOSED;
    }

    /** The answer to a message that has no place in this phase (RFC 6608 §3). */
    Notification outOfPlace() {
        int subcode =
                switch (phase) {
                    case WAITING, OPEN_SENT -> 1;
                    case OPEN_CONFIRM -> 2;
                    case ESTABLISHED -> 3;
                };
        return Notification.of(Notification.FSM_ERROR, subcode);
    }
}
