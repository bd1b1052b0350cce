package io.sextant.protocol.tcp;

/** SO_KEEPALIVE: after long silence the peer is asked for an acknowledgment it has already given (RFC 9293 §3.8.4). */
final class KeepAlive {

    /** What is to be done at the deadline. */
    enum Step {
        WAIT,
        PROBE,
        GIVE_UP
    }

    private static final long NEVER = Long.MAX_VALUE;

    private final TcpProfile.KeepAlive figures;
    private boolean on;
    private int probes;
    private long lastHeardNanos;
    private long deadlineNanos = NEVER;

    KeepAlive(TcpProfile.KeepAlive figures) {
        this.figures = figures;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void turn(boolean wanted) {
        on = wanted;
    }

    /** From now on silence counts, if the user wants that. */
    void start(long nowNanos) {
        lastHeardNanos = nowNanos;
        deadlineNanos = on ? nowNanos + figures.idleNanos() : NEVER;
    }

    void stop() {
        deadlineNanos = NEVER;
    }

    void onHeard(long nowNanos) {
        lastHeardNanos = nowNanos;
        probes = 0;
    }

    Step onDeadline(long nowNanos, boolean senderIsIdle) {
        long silence = nowNanos - lastHeardNanos;
        if (!senderIsIdle) {
            // Retransmissions do the probing.
            deadlineNanos = nowNanos + figures.idleNanos();
            return Step.WAIT;
        }
        if (silence < figures.idleNanos()) {
            deadlineNanos = lastHeardNanos + figures.idleNanos();
            return Step.WAIT;
        }
        if (probes >= figures.probes()) {
            return Step.GIVE_UP;
        }
        probes++;
        deadlineNanos = nowNanos + figures.intervalNanos();
        return Step.PROBE;
    }
}
