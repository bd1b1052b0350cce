package io.sextant.protocol.bgp.profile;

import java.util.random.RandomGenerator;

/**
 * A timer's spread in per cent of its nominal value (RFC 4271 §10 wants 75 to 100).
 *
 * @param lowPercent at least 0
 * @param highPercent at least {@code lowPercent}
 */
public record Jitter(int lowPercent, int highPercent) {

    public static final Jitter NONE = new Jitter(100, 100);

    /** RFC 4271 §10. */
    public static final Jitter RFC_4271 = new Jitter(75, 100);

    public Jitter {
        if (lowPercent < 0 || highPercent < lowPercent) {
            throw new IllegalArgumentException("jitter " + lowPercent + ".." + highPercent + " %");
        }
    }

    /** A value drawn evenly from the spread; draws nothing where there is none. */
    public long apply(long nominalNanos, RandomGenerator random) {
        if (lowPercent == highPercent) {
            return nominalNanos / 100 * lowPercent + nominalNanos % 100 * lowPercent / 100;
        }
        long low = nominalNanos / 100 * lowPercent;
        long high = nominalNanos / 100 * highPercent;
        return high <= low ? low : random.nextLong(low, high + 1);
    }
}
