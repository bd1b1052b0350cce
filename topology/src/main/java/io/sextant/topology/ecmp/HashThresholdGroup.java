package io.sextant.topology.ecmp;

import java.util.Arrays;

/**
 * A group of next hops that shares the range of the 31-bit hash by weight: Linux's hash-threshold algorithm (RFC 2992).
 *
 * <p>Member i takes the hashes up to its bound, {@code round(cumulativeWeight * 2^31 / totalWeight) - 1}, from the bound
 * of the member before it. Members keep the order in which the route or the group was installed.
 *
 * <pre>
 *                       inline next hops                             next-hop objects
 * admin-down            bound -1, others recomputed, comes back      deleted, does not come back
 * carrier lost          keeps its share, or as above if ignored      deleted, does not come back
 * neighbour failed      looked at only with use_neigh (IPv4)         skipped, bounds stay: its share goes to the next
 *                       skipped, bounds stay                         good member in order, the last one's to the first
 * all of them failed    the first member alive                       the first member alive
 * </pre>
 *
 * <p>Not for several threads. Selecting allocates nothing.
 */
public final class HashThresholdGroup {
    /** What {@link #select} answers when no member is alive: Linux then does not choose by hash. */
    public static final int NONE = -1;

    /** Linux has no limit of its own; a route's netlink message ends near this. */
    public static final int MAX_MEMBERS = 1024;

    private static final long HASH_RANGE = 1L << 31;

    private final Kind kind;
    private final int[] weights;
    private final LinkState[] links;
    private final boolean[] deleted;
    private final boolean[] neighbourBad;
    private final int[] bounds;
    private boolean neighboursMatter;

    /** How the group came to be, which decides what failures do to it. */
    public enum Kind {
        /** {@code nexthop via ...}: neighbours are not looked at. IPv6 inline next hops on a router are always this. */
        INLINE,
        /** {@code nexthop via ...} over IPv4 with {@code net.ipv4.fib_multipath_use_neigh=1}. */
        INLINE_USING_NEIGHBOURS,
        /** {@code nhid ...}: a group of next-hop objects. */
        NEXTHOP_OBJECTS,
        /**
         * A group of next-hop objects before Linux 6.6: a last member whose neighbour failed keeps its share, and loses
         * what it gets. Read in sources of 5.13; the version that changed it is from memory.
         */
        NEXTHOP_OBJECTS_BEFORE_6_6
    }

    /**
     * A group with all members up.
     *
     * @param weights one for each member, 1 or more
     * @throws IllegalArgumentException if there is no member, more than {@link #MAX_MEMBERS}, or a weight below 1
     */
    public HashThresholdGroup(Kind kind, int... weights) {
        if (weights.length == 0 || weights.length > MAX_MEMBERS) {
            throw new IllegalArgumentException("a group has 1 to " + MAX_MEMBERS + " members, not " + weights.length);
        }
        for (int weight : weights) {
            if (weight < 1) {
                throw new IllegalArgumentException("a next hop's weight is 1 or more, not " + weight);
            }
        }
        this.kind = kind;
        this.weights = weights.clone();
        this.links = new LinkState[weights.length];
        Arrays.fill(links, LinkState.UP);
        this.deleted = new boolean[weights.length];
        this.neighbourBad = new boolean[weights.length];
        this.bounds = bounds(weights, deleted);
    }

    /**
     * The last hash each member takes, or -1 for a member left out.
     *
     * @param without marks the members left out
     */
    public static int[] bounds(int[] weights, boolean[] without) {
        long total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += without[i] ? 0 : weights[i];
        }
        int[] bounds = new int[weights.length];
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (without[i]) {
                bounds[i] = -1;
            } else {
                sum += weights[i];
                bounds[i] = (int) ((sum * HASH_RANGE + total / 2) / total - 1);
            }
        }
        return bounds;
    }

    /** Members, also those left out. */
    public int size() {
        return weights.length;
    }

    /** Whether the member has a share of the hashes now. */
    public boolean isAlive(int member) {
        return bounds[member] >= 0;
    }

    /** A copy of the bounds in force. */
    public int[] bounds() {
        return bounds.clone();
    }

    /** The link of a member changed. */
    public void link(int member, LinkState state) {
        links[member] = state;
        boolean[] without = new boolean[weights.length];
        for (int i = 0; i < weights.length; i++) {
            without[i] = isOut(i);
        }
        System.arraycopy(bounds(weights, without), 0, bounds, 0, bounds.length);
    }

    private boolean isOut(int member) {
        LinkState state = links[member];
        if (hasObjects()) {
            deleted[member] |= state != LinkState.UP;
            return deleted[member];
        }
        return state == LinkState.ADMIN_DOWN || state == LinkState.NO_CARRIER_IGNORED;
    }

    private boolean hasObjects() {
        return kind == Kind.NEXTHOP_OBJECTS || kind == Kind.NEXTHOP_OBJECTS_BEFORE_6_6;
    }

    /**
     * The neighbour entry of a member changed.
     *
     * @param bad whether it is FAILED or INCOMPLETE; no entry at all counts as good
     */
    public void neighbour(int member, boolean bad) {
        neighbourBad[member] = bad;
        neighboursMatter = false;
        if (kind != Kind.INLINE) {
            for (boolean anyBad : neighbourBad) {
                neighboursMatter |= anyBad;
            }
        }
    }

    /**
     * The member that takes a forwarded packet, or {@link #NONE}.
     *
     * @param hash31 from {@link FlowHash}: 0 to 2^31 - 1
     */
    public int select(int hash31) {
        if (neighboursMatter) {
            return selectAmongGood(hash31);
        }
        for (int i = 0; i < bounds.length; i++) {
            if (hash31 <= bounds[i]) {
                return i;
            }
        }
        return NONE;
    }

    private int selectAmongGood(int hash31) {
        int firstGood = NONE;
        int firstAlive = NONE;
        int firstFitting = NONE;
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] < 0) {
                continue;
            }
            boolean fits = hash31 <= bounds[i];
            if (fits && !neighbourBad[i]) {
                return i;
            }
            firstAlive = firstAlive == NONE ? i : firstAlive;
            firstFitting = firstFitting == NONE && fits ? i : firstFitting;
            firstGood = firstGood == NONE && !neighbourBad[i] ? i : firstGood;
        }
        if (kind == Kind.NEXTHOP_OBJECTS_BEFORE_6_6) {
            return firstFitting;
        }
        return firstGood == NONE ? firstAlive : firstGood;
    }

    /**
     * The member that takes a packet the router itself sends from {@code source}: over IPv4 with inline next hops, a
     * member whose link has that address is preferred (two points) to one whose bound fits (one point), and the first
     * of the best wins. Linux 6.16 with the scoring fix of 6.19 and 6.18.y.
     *
     * @param source the packet's source address, or 0 when it is not chosen yet, which makes this {@link #select}
     * @param nexthopSources the router's own address on each member's link
     */
    public int selectFromSource(int hash31, int source, int[] nexthopSources) {
        if (source == 0 || hasObjects()) {
            return select(hash31);
        }
        int best = NONE;
        int bestScore = -1;
        int firstAlive = NONE;
        for (int i = 0; i < bounds.length; i++) {
            if (bounds[i] < 0) {
                continue;
            }
            firstAlive = firstAlive == NONE ? i : firstAlive;
            if (neighboursMatter && neighbourBad[i]) {
                continue;
            }
            int score = (nexthopSources[i] == source ? 2 : 0) + (hash31 <= bounds[i] ? 1 : 0);
            if (score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best == NONE ? firstAlive : best;
    }
}
