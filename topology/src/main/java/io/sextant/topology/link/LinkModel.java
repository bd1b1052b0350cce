package io.sextant.topology.link;

/**
 * What a link does to frames, the same in both directions.
 *
 * @param bitsPerSecond serialisation rate; 0 means frames take no time to send. Counted are the frame's octets as a
 *     capture shows them, without preamble, frame check sequence and gap
 * @param delayNanos propagation delay, 0 or more
 * @param lossProbability chance of each frame to be lost, 0..1, drawn from the channel's own random stream
 * @param queueOctets octets accepted and not yet sent, the frame being sent included; a frame is always accepted when
 *     nothing is waiting. Without meaning when the rate is 0
 */
public record LinkModel(long bitsPerSecond, long delayNanos, double lossProbability, int queueOctets) {

    /** A veth pair: no rate, no delay, no loss. */
    public static final LinkModel IDEAL = new LinkModel(0, 0, 0, Integer.MAX_VALUE);

    /** 1 Gb/s, 50 µs, no loss, 1,000 full frames of queue: Linux' default txqueuelen. */
    public static final LinkModel GIGABIT = new LinkModel(1_000_000_000L, 50_000, 0, 1_514_000);

    public LinkModel {
        if (bitsPerSecond < 0 || bitsPerSecond > 1_000_000_000_000_000L) {
            throw new IllegalArgumentException("rate of " + bitsPerSecond + " bit/s is not in 0..10^15");
        }
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delay of " + delayNanos + " ns is negative");
        }
        if (!(lossProbability >= 0 && lossProbability <= 1)) {
            throw new IllegalArgumentException("loss probability " + lossProbability + " is not in 0..1");
        }
        if (queueOctets < 0) {
            throw new IllegalArgumentException("queue of " + queueOctets + " octets is negative");
        }
    }

    /** The same link with another loss probability. */
    public LinkModel withLoss(double probability) {
        return new LinkModel(bitsPerSecond, delayNanos, probability, queueOctets);
    }

    /** The same link with another delay. */
    public LinkModel withDelay(long nanos) {
        return new LinkModel(bitsPerSecond, nanos, lossProbability, queueOctets);
    }

    /** Time to send {@code lengthOctets}, rounded up to a nanosecond. */
    public long serializationNanos(int lengthOctets) {
        return bitsPerSecond == 0 ? 0 : (lengthOctets * 8_000_000_000L + bitsPerSecond - 1) / bitsPerSecond;
    }
}
