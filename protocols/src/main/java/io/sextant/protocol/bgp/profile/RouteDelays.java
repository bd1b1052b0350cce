package io.sextant.protocol.bgp.profile;

/**
 * The delays between an UPDATE and its effects, all in nanoseconds. The last two belong to the routing daemon and the
 * kernel behind the speaker and are kept here because they were measured together.
 *
 * @param coalesceNanos from Established to the first UPDATE
 * @param coalescePerPeerNanos added for each peer of the instance
 * @param coalesceMaxNanos bound of the sum
 * @param workQueueNanos from the first changed prefix to the decision; not restarted by further ones
 * @param clearNodeNanos from the loss of a session to its prefixes entering the work queue
 * @param zebraNanos from the decision to the routing daemon's own decision
 * @param netlinkNanos from there to the kernel's table
 */
public record RouteDelays(
        long coalesceNanos,
        long coalescePerPeerNanos,
        long coalesceMaxNanos,
        long workQueueNanos,
        long clearNodeNanos,
        long zebraNanos,
        long netlinkNanos) {

    /** A speaker that acts at once. */
    public static final RouteDelays NONE = new RouteDelays(0, 0, 0, 0, 0, 0, 0);

    /** Delay of the first UPDATE for an instance with so many peers. */
    public long coalesceNanos(int peers) {
        return Math.min(coalesceMaxNanos, coalesceNanos + coalescePerPeerNanos * peers);
    }
}
