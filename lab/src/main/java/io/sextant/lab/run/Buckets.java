package io.sextant.lab.run;

/** How finely a run's time is cut for plots. */
final class Buckets {

    private static final int BUCKETS = 240;
    private static final long[] WIDTHS_MILLIS = {10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000
    };
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private Buckets() {}

    /** The smallest round width, in nanoseconds, that cuts a run into some 240 buckets at most. */
    static long width(long durationNanos) {
        for (long millis : WIDTHS_MILLIS) {
            if (durationNanos / (millis * NANOS_PER_MILLI) <= BUCKETS) {
                return millis * NANOS_PER_MILLI;
            }
        }
        return Math.max(1, durationNanos / BUCKETS);
    }
}
