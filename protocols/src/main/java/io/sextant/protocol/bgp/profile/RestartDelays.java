package io.sextant.protocol.bgp.profile;

/**
 * How long a session stays idle before it tries again: {@code first}, then {@code step}, doubled each time it grows up to
 * {@code max} (RFC 4271 §8.1.1 DampPeerOscillations).
 *
 * @param firstNanos before the first try of all and after a success
 * @param stepNanos the first value after {@code first} when growing
 * @param maxNanos the largest value
 * @param growth what makes it grow
 */
public record RestartDelays(long firstNanos, long stepNanos, long maxNanos, Growth growth) {

    /** What makes the delay longer. */
    public enum Growth {
        /** Every attempt that fails, a refused connection included. */
        EVERY_FAILURE,
        /** A NOTIFICATION, received or sent; a connection that just ends does not count. */
        NOTIFICATION,
        /** Nothing. */
        NEVER
    }

    /** The delay after {@code failures} steps of growth. */
    public long delayNanos(int failures) {
        if (failures <= 0) {
            return firstNanos;
        }
        long delay = Math.min(stepNanos, maxNanos);
        for (int i = 1; i < failures && delay < maxNanos; i++) {
            delay = Math.min(delay * 2, maxNanos);
        }
        return delay;
    }
}
