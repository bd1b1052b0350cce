package io.sextant.lab.sweep;

import java.math.BigInteger;
import java.util.Optional;

/** Collects a figure run by run. */
final class RangeBuilder {

    private int runs;
    private long min = Long.MAX_VALUE;
    private long max = Long.MIN_VALUE;
    private BigInteger sum = BigInteger.ZERO;

    void add(long value) {
        runs++;
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum = sum.add(BigInteger.valueOf(value));
    }

    /** The range, or nothing when the figure was never there. */
    Optional<Range> build() {
        if (runs == 0) {
            return Optional.empty();
        }
        BigInteger doubled = sum.shiftLeft(1).add(BigInteger.valueOf(runs));
        BigInteger mean = doubled.divide(BigInteger.valueOf(2L * runs));
        return Optional.of(new Range(runs, min, Math.max(min, Math.min(max, mean.longValueExact())), max));
    }
}
