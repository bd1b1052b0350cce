package io.sextant.protocol.tcp;

/**
 * How many segments may be in flight: slow start and congestion avoidance (RFC 5681), an initial window of ten (RFC 6928),
 * counted in segments as Linux counts. Departs from Linux's default, CUBIC: in a lab's short transfers over short round
 * trips both stay in slow start, and this one can be checked by hand.
 */
final class Congestion {

    /** What loss has made of the connection. */
    enum Phase {
        /** Nothing is known to be lost. */
        OPEN,
        /** Fast recovery, until everything sent before the loss was found is acknowledged (RFC 6582). */
        RECOVERY,
        /** After a retransmission timeout, until the same. */
        LOSS
    }

    private static final int LEAST_THRESHOLD = 2;

    /** A bound on the window in segments: more than any send buffer holds. */
    private static final int MAX_WINDOW = 65_535;

    private final int initialWindow;
    private Phase phase = Phase.OPEN;
    private int window;
    private int threshold = Integer.MAX_VALUE;
    private int recoveryPoint;
    private int avoided;

    Congestion(int initialWindow) {
        this.initialWindow = initialWindow;
        window = initialWindow;
    }

    Phase phase() {
        return phase;
    }

    int window() {
        return window;
    }

    int threshold() {
        return threshold;
    }

    /** Whether {@code una} has passed what was out when the loss was found. */
    boolean isRecovered(int una) {
        return !Seq.isBefore(una, recoveryPoint);
    }

    /** A SYN was lost more than once: start from one segment. */
    void startSmall() {
        window = 1;
    }

    /** Acknowledged segments open the window, but only one that is used (RFC 2861, Linux's {@code is_cwnd_limited}). */
    void onAcknowledged(int segments, boolean limited) {
        if (!limited) {
            return;
        }
        int left = segments;
        if (window < threshold) {
            int step = Math.min(left, Math.min(threshold - window, MAX_WINDOW - window));
            window += step;
            left -= step;
        }
        avoided += left;
        if (avoided >= window && window < MAX_WINDOW) {
            avoided -= window;
            window++;
        }
    }

    /** Loss found by duplicate or selective acknowledgments. */
    void enterRecovery(int sendNext) {
        threshold = Math.max(window / 2, LEAST_THRESHOLD);
        window = threshold;
        avoided = 0;
        recoveryPoint = sendNext;
        phase = Phase.RECOVERY;
    }

    /** Loss found by a timeout; a second one in the same window halves no further (RFC 5681 §3.1). */
    void enterLoss(int sendNext) {
        if (phase != Phase.LOSS) {
            threshold = Math.max(window / 2, LEAST_THRESHOLD);
        }
        window = 1;
        avoided = 0;
        recoveryPoint = sendNext;
        phase = Phase.LOSS;
    }

    void leaveRecovery() {
        if (phase == Phase.RECOVERY) {
            window = threshold;
        }
        phase = Phase.OPEN;
    }

    /** Nothing was sent for longer than a timeout: the window halves for each (RFC 5681 §4.1, Linux's restart). */
    void onIdle(long idleNanos, long timeoutNanos) {
        int floor = Math.min(initialWindow, window);
        threshold = Math.max(threshold, window - window / 4);
        for (long idle = idleNanos; idle > timeoutNanos && window > floor; idle -= timeoutNanos) {
            window /= 2;
        }
        window = Math.max(window, floor);
    }
}
