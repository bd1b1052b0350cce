package io.sextant.topology.forwarding;

import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.LinkState;

/** How a route's group turns a flow's hash into a place in the route's list of next hops. Choosing allocates nothing. */
abstract sealed class MemberChoice permits ThresholdChoice, BucketChoice, ModuloChoice, RendezvousChoice {

    /** No member is alive. */
    static final int NONE = HashThresholdGroup.NONE;

    /** The member for a hash of 0 to 2^31 - 1, or {@link #NONE}. */
    abstract int select(int hash31);

    /** The member for a packet made here from {@code source}; see {@link HashThresholdGroup#selectFromSource}. */
    int selectFromSource(int hash31, int source, int[] sources) {
        return select(hash31);
    }

    /** Whether {@link #selectFromSource} looks at addresses. */
    boolean looksAtSources() {
        return false;
    }

    abstract void link(int member, LinkState state);

    abstract void neighbour(int member, boolean bad);
}
