package io.sextant.topology.routing;

import io.sextant.topology.device.NetworkInterface;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A numbered next hop or group of zebra's, in the kernel or not, as {@code show nexthop-group rib} lists it.
 *
 * @param uses how often routes and groups refer to it ({@code refcnt} of FRR 8.4's {@code nhg_hash_entry})
 * @param keepUntilNanos until when it is kept though nothing uses it any more
 * @param sinceNanos when a route last asked for it
 * @param valid whether it leads anywhere
 * @param lengthBits 32 or 128 for a single next hop, 0 for a group
 * @param interfaceIndex of a single next hop that is not recursive
 * @param depends numbers of what it consists of, ascending
 * @param dependents numbers of what it is part of, ascending
 */
public record NexthopGroup(
        int id,
        int uses,
        OptionalLong keepUntilNanos,
        long sinceNanos,
        boolean valid,
        boolean installed,
        int lengthBits,
        OptionalInt interfaceIndex,
        List<RibNextHop> hops,
        List<Integer> depends,
        List<Integer> dependents) {

    public NexthopGroup {
        hops = List.copyOf(hops);
        depends = List.copyOf(depends);
        dependents = List.copyOf(dependents);
    }

    NexthopGroup withMoreUses(int more) {
        return new NexthopGroup(
                id,
                uses + more,
                keepUntilNanos,
                sinceNanos,
                valid,
                installed,
                lengthBits,
                interfaceIndex,
                hops,
                depends,
                dependents);
    }

    /** {@code zebra_nhg_hash_alloc}: groups and recursive next hops belong to no interface. */
    static OptionalInt interfaceOf(List<RibNextHop> hops) {
        NetworkInterface device = hops.get(0).device();
        return hops.size() > 1 || hops.get(0).isRecursive() || device == null
                ? OptionalInt.empty()
                : OptionalInt.of(device.index());
    }
}
