package io.sextant.topology.routing;

import io.sextant.topology.forwarding.NextHop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A next-hop object of the kernel, as {@code ip nexthop} lists it: one next hop, or a group of others by number.
 *
 * @param hop null for a group
 * @param members numbers of the group's members, ascending, the order in which the flow hash counts them
 */
public record NexthopObject(int id, @Nullable NextHop hop, List<Integer> members) {

    public NexthopObject {
        members = List.copyOf(members);
    }
}
