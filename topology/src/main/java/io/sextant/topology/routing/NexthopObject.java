package io.sextant.topology.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A next-hop object of the kernel, as {@code ip nexthop} lists it: one next hop, or a group of others by number.
 *
 * @param hop null for a group
 * @param lengthBits 32 or 128: the family of a next hop without a gateway; 0 where it shows or is a group
 * @param members numbers of the group's members, ascending, the order in which the flow hash counts them
 */
public record NexthopObject(int id, @Nullable RibNextHop hop, int lengthBits, List<Integer> members) {

    public NexthopObject {
        members = List.copyOf(members);
    }
}
