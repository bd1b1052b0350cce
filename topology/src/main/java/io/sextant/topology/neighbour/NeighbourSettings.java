package io.sextant.topology.neighbour;

/**
 * The settings under {@code net.ipv4.neigh.default}; {@link #LINUX} holds the kernel's defaults.
 *
 * @param baseReachableNanos {@code base_reachable_time_ms}: how long a confirmation lasts, times 0.5 to 1.5 at random
 * @param delayFirstProbeNanos {@code delay_first_probe_time}: how long to wait for a hint before asking
 * @param retransmitNanos {@code retrans_time_ms}: time between two requests
 * @param unicastProbes {@code ucast_solicit}: requests to the known address before giving it up
 * @param multicastProbes {@code mcast_solicit}: broadcast requests before giving up an unknown address
 * @param staleNanos {@code gc_stale_time}: how long an unused entry is kept when the table is not small
 * @param unresolvedQueueOctets {@code unres_qlen_bytes}: what may wait for one reply, counted as skb truesize
 * @param gcThreshold1 below it nothing is forgotten
 * @param gcThreshold2 above it entries older than 5 s may go when a new one is needed
 * @param gcThreshold3 most entries
 */
public record NeighbourSettings(
        long baseReachableNanos,
        long delayFirstProbeNanos,
        long retransmitNanos,
        int unicastProbes,
        int multicastProbes,
        long staleNanos,
        int unresolvedQueueOctets,
        int gcThreshold1,
        int gcThreshold2,
        int gcThreshold3) {

    private static final long SECOND = 1_000_000_000L;

    /** Linux' defaults. */
    public static final NeighbourSettings LINUX =
            new NeighbourSettings(30 * SECOND, 5 * SECOND, SECOND, 3, 3, 60 * SECOND, 212_992, 128, 512, 1_024);

    public NeighbourSettings {
        if (baseReachableNanos < 1 || retransmitNanos < 1 || delayFirstProbeNanos < 0) {
            throw new IllegalArgumentException("a neighbour's times must be positive");
        }
        if (gcThreshold3 < 1) {
            throw new IllegalArgumentException("a neighbour table holds at least one entry");
        }
    }

    public NeighbourSettings withBaseReachableNanos(long nanos) {
        return new NeighbourSettings(
                nanos,
                delayFirstProbeNanos,
                retransmitNanos,
                unicastProbes,
                multicastProbes,
                staleNanos,
                unresolvedQueueOctets,
                gcThreshold1,
                gcThreshold2,
                gcThreshold3);
    }

    public NeighbourSettings withUnresolvedQueueOctets(int octets) {
        return new NeighbourSettings(
                baseReachableNanos,
                delayFirstProbeNanos,
                retransmitNanos,
                unicastProbes,
                multicastProbes,
                staleNanos,
                octets,
                gcThreshold1,
                gcThreshold2,
                gcThreshold3);
    }

    /** With another size of the table: the three thresholds at 1/8, 1/2 and all of {@code limit}, as by default. */
    public NeighbourSettings withLimit(int limit) {
        return new NeighbourSettings(
                baseReachableNanos,
                delayFirstProbeNanos,
                retransmitNanos,
                unicastProbes,
                multicastProbes,
                staleNanos,
                unresolvedQueueOctets,
                limit / 8,
                limit / 2,
                limit);
    }
}
