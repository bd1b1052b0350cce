package io.sextant.topology.forwarding;

import io.sextant.engine.Clock;
import io.sextant.topology.ecmp.ResilientGroup;
import java.util.List;

/** The table of a resilient group with its owner's clock: upkeep that fell due is done before anything is asked of it. */
final class Buckets {

    private final Clock clock;
    private final ResilientGroup group;

    Buckets(Clock clock, int buckets, ResilientGroup.Timing timing, List<ResilientGroup.Member> members) {
        this.clock = clock;
        this.group = new ResilientGroup(clock.nanos(), buckets, timing, members);
    }

    /** The place of the member that has the hash's bucket, which counts as used. */
    int select(int hash31) {
        long now = clock.nanos();
        group.catchUp(now);
        return group.select(now, hash31);
    }

    void replace(List<ResilientGroup.Member> members) {
        current();
        if (!group.members().equals(members)) {
            group.replace(clock.nanos(), members);
        }
    }

    /** The group as of now. */
    ResilientGroup current() {
        group.catchUp(clock.nanos());
        return group;
    }
}
