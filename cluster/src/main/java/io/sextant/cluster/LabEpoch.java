package io.sextant.cluster;

/**
 * Where virtual time zero lies on the calendar: what HTTP dates, Hubble's time stamps and ages are counted from.
 *
 * @param unixNanos nanoseconds since 1970-01-01T00:00:00Z at virtual time zero
 */
public record LabEpoch(long unixNanos) {

    /** 2021-10-31T14:19:17Z: the Date header the article shows, in the year its weekday belongs to. */
    public static final LabEpoch ARTICLE = new LabEpoch(1_635_689_957_000_000_000L);

    /** The calendar time of a virtual time, in nanoseconds since 1970. */
    public long unixNanosAt(long nowNanos) {
        return unixNanos + nowNanos;
    }
}
