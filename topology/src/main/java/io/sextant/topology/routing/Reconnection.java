package io.sextant.topology.routing;

/** When daemons that lost zebra try to reach it again: after 10 s, three times, then every 60 s (FRR 8.4 {@code zclient_event}). */
final class Reconnection {

    private static final long NEVER = -1;
    private static final long RETRY_NANOS = 10_000_000_000L;
    private static final long SLOW_RETRY_NANOS = 60_000_000_000L;
    private static final int QUICK_RETRIES = 3;

    private long lostNanos = NEVER;

    /** Whether nobody has lost anything yet. */
    boolean isFirst() {
        return lostNanos == NEVER;
    }

    void lost(long nowNanos) {
        lostNanos = nowNanos;
    }

    void forget() {
        lostNanos = NEVER;
    }

    /** The next attempt from now on. */
    long nextNanos(long nowNanos) {
        long next = lostNanos + RETRY_NANOS;
        for (int tries = 1; next < nowNanos; tries++) {
            next += tries < QUICK_RETRIES ? RETRY_NANOS : SLOW_RETRY_NANOS;
        }
        return next;
    }
}
