package io.sextant.lab.scenario.expect;

/**
 * A bound on a length of time: {@code 71ms}, {@code "<= 90s"}, {@code "60s..90s"}.
 *
 * @param minNanos the shortest that will do
 * @param maxNanos the longest that will do; Long.MAX_VALUE for no limit
 */
public record Span(long minNanos, long maxNanos) {

    /** Whether the length is within the bound. */
    public boolean holds(long nanos) {
        return minNanos <= nanos && nanos <= maxNanos;
    }
}
