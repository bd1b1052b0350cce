package io.sextant.protocol.bgp.config;

/**
 * Times of an instance, in nanoseconds.
 *
 * @param routeMapDelayNanos {@code bgp route-map delay-timer}: from a policy's change to its being applied; 0 for never
 * @param coalesceNanos {@code coalesce-time}, or -1 for the program's own reckoning by the number of peers
 */
public record SpeakerTimers(long routeMapDelayNanos, long coalesceNanos) {

    /** FRR 8.4: {@code RMAP_DEFAULT_UPDATE_TIMER} 5 s, coalescing by peers. */
    public static final SpeakerTimers DEFAULT = new SpeakerTimers(5_000_000_000L, -1);
}
