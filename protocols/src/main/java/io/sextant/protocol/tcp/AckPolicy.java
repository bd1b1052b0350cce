package io.sextant.protocol.tcp;

/**
 * When to acknowledge: Linux's mixture of quick and delayed acknowledgments ({@code tcp_input.c}, {@code tcp_timer.c}). A
 * connection starts in quick mode; once it has answered data with data ("ping-pong") acknowledgments wait at least 40 ms for
 * a segment to ride on; the second full segment is acknowledged at once (RFC 9293 §3.8.6.3).
 */
final class AckPolicy {

    private static final long NEVER = Long.MAX_VALUE;
    private static final int LEAST_SEGMENT = 88;

    /**
     * Linux's timers run on ticks, so a wait of zero, as for a FIN before any data, ends with the next one: 0.2 to 9 ms when
     * measured on Linux 6.18 at 250 Hz.
     */
    private static final long TICK_NANOS = 4_000_000L;

    private static final int DEFAULT_SEGMENT = 536;

    private final TcpProfile.Acknowledgment profile;
    private int quick;
    private int pingPong;
    private long patienceNanos;
    private long lastDataNanos;
    private long patienceLimitNanos;
    private int segmentEstimate = DEFAULT_SEGMENT;
    private boolean owed;
    private boolean dueNow;
    private boolean pushed;
    private boolean pushedTwice;
    private long deadlineNanos = NEVER;

    AckPolicy(TcpProfile.Acknowledgment profile) {
        this.profile = profile;
    }

    /** Both SYNs are known: the first guess at the peer's segment size. */
    void start(long nowNanos, int mss, int window) {
        lastDataNanos = nowNanos;
        segmentEstimate = Math.max(LEAST_SEGMENT, Math.min(Math.min(mss, window / 2), DEFAULT_SEGMENT));
    }

    /** What a full segment of the peer is believed to hold. */
    int segmentEstimate() {
        return segmentEstimate;
    }

    boolean isOwed() {
        return owed;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Data arrived, in order or not; {@code full} is the largest segment the peer may send. */
    void onData(long nowNanos, int octets, boolean push, int full, int window, long timeoutNanos) {
        owed = true;
        measure(octets, push, full);
        if (patienceNanos == 0) {
            enterQuickMode(window);
            patienceNanos = profile.delayNanos();
        } else {
            long gap = nowNanos - lastDataNanos;
            if (gap <= profile.delayNanos() / 2) {
                patienceNanos = patienceNanos / 2 + profile.delayNanos() / 2;
            } else if (gap < patienceNanos) {
                patienceNanos = Math.min(patienceNanos / 2 + gap, timeoutNanos);
            } else if (gap > timeoutNanos) {
                // The peer was away for long: it may be in slow start again and need our acknowledgments.
                enterQuickMode(window);
            }
        }
        patienceLimitNanos = timeoutNanos;
        lastDataNanos = nowNanos;
    }

    /** The peer's FIN: our own will probably follow, and the acknowledgment may ride on it. */
    void onFin() {
        owed = true;
        pingPong = profile.pingPongThreshold();
    }

    /** A hole opened or closed, or something came twice: the peer must know at once (RFC 5681 §4.2). */
    void demandNow() {
        owed = true;
        dueNow = true;
    }

    /** We sent data: soon after the peer's, it counts as an answer. */
    void onDataSent(long nowNanos) {
        if (nowNanos - lastDataNanos < patienceNanos && pingPong < profile.pingPongThreshold()) {
            pingPong++;
        }
    }

    /** A segment with an acknowledgment left. */
    void onSent() {
        quick = Math.max(0, quick - 1);
        owed = false;
        dueNow = false;
        pushed = false;
        pushedTwice = false;
        deadlineNanos = NEVER;
    }

    void leaveQuickMode() {
        quick = 0;
    }

    /** Acknowledges at once for a while, as after a duplicate or a closed window. */
    void enterQuickMode(int window) {
        int segments = Math.max(2, window / (2 * segmentEstimate));
        quick = Math.max(quick, Math.min(segments, profile.quickAcks()));
    }

    /** As {@link #enterQuickMode}, and no longer interactive. */
    void enterQuickModeFirmly(int window) {
        enterQuickMode(window);
        pingPong = 0;
        patienceNanos = profile.delayNanos();
    }

    /**
     * Whether the acknowledgment that is owed leaves now. {@code unacknowledged} octets arrived since the last one;
     * {@code windowMoves} says that the window's right edge would not stay behind.
     */
    boolean isDue(int unacknowledged, boolean windowMoves, boolean hasHoles) {
        if (!owed) {
            return false;
        }
        boolean secondSegment = unacknowledged > segmentEstimate && windowMoves;
        boolean quickMode = quick > 0 && pingPong < profile.pingPongThreshold();
        return secondSegment || quickMode || dueNow || hasHoles;
    }

    /** After the user has read everything: a burst's end is acknowledged, unless our answer will carry that. */
    boolean isDueAfterRead(int unacknowledged) {
        boolean interactive = pingPong >= profile.pingPongThreshold();
        return owed && (unacknowledged > segmentEstimate || pushedTwice || (pushed && !interactive));
    }

    /** Starts waiting, or says with {@code true} that waiting is not worth it any more. */
    boolean delay(long nowNanos, long smoothedRttNanos) {
        long wait = Math.max(patienceNanos, TICK_NANOS);
        if (wait > profile.delayNanos()) {
            long most = pingPong > 0 || pushed ? profile.maxDelayNanos() : 500_000_000L;
            if (smoothedRttNanos > 0) {
                most = Math.min(most, Math.max(smoothedRttNanos, profile.delayNanos()));
            }
            wait = Math.min(wait, most);
        }
        if (deadlineNanos == NEVER) {
            deadlineNanos = nowNanos + wait;
            return false;
        }
        if (deadlineNanos <= nowNanos + wait / 4) {
            return true;
        }
        deadlineNanos = Math.min(deadlineNanos, nowNanos + wait);
        return false;
    }

    /** The wait is over without data to ride on: wait longer next time, or be interactive no more. */
    void onDeadline() {
        deadlineNanos = NEVER;
        if (pingPong >= profile.pingPongThreshold()) {
            pingPong = 0;
            patienceNanos = profile.delayNanos();
        } else {
            patienceNanos = Math.min(2 * patienceNanos, patienceLimitNanos);
        }
    }

    private void measure(int octets, boolean push, int full) {
        if (octets >= segmentEstimate) {
            segmentEstimate = Math.min(octets, full);
            pushed |= push;
        } else {
            // Below the largest seen so far: the end of what the peer had to say.
            pushedTwice |= pushed;
            pushed = true;
        }
    }
}
