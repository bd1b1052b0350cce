package io.sextant.protocol.bgp.config;

/**
 * {@code neighbor X maximum-prefix N [threshold] [restart M | warning-only] [force]}.
 *
 * @param limit prefixes, 1..4294967295
 * @param thresholdPercent 1..100 of the limit, at which a warning is logged
 * @param restartMinutes after which the session comes back; 0 for never
 * @param warningOnly the session stays up over the limit
 * @param force counts prefixes before import policy too
 */
public record MaximumPrefix(long limit, int thresholdPercent, int restartMinutes, boolean warningOnly, boolean force) {

    /** FRR 8.4 {@code MAXIMUM_PREFIX_THRESHOLD_DEFAULT}. */
    public static final int DEFAULT_THRESHOLD_PERCENT = 75;

    public MaximumPrefix {
        if (limit < 1 || limit >>> 32 != 0 || thresholdPercent < 1 || thresholdPercent > 100 || restartMinutes < 0) {
            throw new IllegalArgumentException(
                    "maximum-prefix " + limit + " " + thresholdPercent + " restart " + restartMinutes);
        }
    }

    public static MaximumPrefix of(long limit) {
        return new MaximumPrefix(limit, DEFAULT_THRESHOLD_PERCENT, 0, false, false);
    }
}
