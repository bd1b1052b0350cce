package io.sextant.lab.scenario.topology;

/**
 * What one cable does to frames, in each direction.
 *
 * @param bitsPerSecond above 0; {@link #UNLIMITED_RATE} for no limit
 * @param delayNanos propagation delay, from 0
 * @param queueOctets room in front of the cable, above 0
 * @param lossProbability 0 to 1
 */
public record LinkQuality(long bitsPerSecond, long delayNanos, long queueOctets, double lossProbability) {

    /** A rate at which nothing ever waits. */
    public static final long UNLIMITED_RATE = Long.MAX_VALUE;

    /** What a cable is when nothing is said about it: 1 Gb/s, 50 µs, a queue of 256 KiB, no loss. */
    public static final LinkQuality DEFAULT = new LinkQuality(1_000_000_000L, 50_000L, 262_144L, 0);
}
