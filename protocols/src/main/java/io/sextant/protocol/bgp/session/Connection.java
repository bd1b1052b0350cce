package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/** One TCP connection of a session from its first octet on: its phase, codec and timers. */
final class Connection {

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

    Connection(Input.Connected endpoints, SessionCounters counters) {
        this.endpoints = endpoints;
        this.counters = counters;
    }

    ConnectionId id() {
        return endpoints.connection();
    }

    long deadlineNanos() {
        return Math.min(holdAtNanos, Math.min(keepaliveAtNanos, delayOpenAtNanos));
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
