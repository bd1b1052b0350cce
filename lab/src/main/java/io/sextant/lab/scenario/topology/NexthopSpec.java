package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A next-hop object, written in the words of {@code ip nexthop add}: one next hop, a blackhole, or a group.
 *
 * @param hop null for a blackhole and for a group
 * @param members empty unless it is a group
 * @param resilience null for a group by hash threshold
 * @param protocol null where none is named
 */
public record NexthopSpec(
        Position position,
        int id,
        @Nullable NextHopSpec hop,
        List<Member> members,
        @Nullable Resilience resilience,
        @Nullable String protocol)
        implements Located {

    /** A member of a group by its number. */
    public record Member(int id, int weight) {}

    /** What stands behind {@code type resilient}. */
    public record Resilience(int buckets, long idleNanos, long unbalancedNanos) {}

    public NexthopSpec {
        members = List.copyOf(members);
    }

    /** Whether it consists of others. */
    public boolean isGroup() {
        return !members.isEmpty();
    }
}
