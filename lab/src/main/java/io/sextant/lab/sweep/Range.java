package io.sextant.lab.sweep;

/**
 * The range of a figure over many runs.
 *
 * @param runs in which the figure was there; at least 1
 * @param mean rounded half up
 */
public record Range(int runs, long min, long mean, long max) {

    public Range {
        if (runs < 1 || min > max || mean < min || mean > max) {
            throw new IllegalArgumentException(runs + " runs: " + min + " <= " + mean + " <= " + max);
        }
    }

    /** Whether a measured value lies inside. */
    public boolean contains(long value) {
        return value >= min && value <= max;
    }
}
