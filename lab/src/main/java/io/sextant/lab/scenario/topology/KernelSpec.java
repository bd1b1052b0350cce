package io.sextant.lab.scenario.topology;

import org.jspecify.annotations.Nullable;

/**
 * A node's kernel and the settings of it that decide about packets.
 *
 * @param forwarding {@code net.ipv4.ip_forward}
 * @param hashPolicy {@code net.ipv4.fib_multipath_hash_policy}, 0 to 3
 * @param hashFields {@code net.ipv4.fib_multipath_hash_fields}, which policy 3 hashes
 * @param hashSeed {@code net.ipv4.fib_multipath_hash_seed}, 1 to 2^32-1; null draws one from the scenario's seed
 * @param nexthopObjects whether routes point at next-hop objects rather than carrying their next hops inline
 * @param useNeighbour {@code net.ipv4.fib_multipath_use_neigh}
 * @param ignoreLinkdown {@code net.ipv4.conf.all.ignore_routes_with_linkdown}
 * @param socketHash whether packets of its sockets carry their random hash to the other end of a cable, as veth does
 * @param sharing how groups that routing daemons make share flows
 */
public record KernelSpec(
        KernelProfile profile,
        boolean forwarding,
        ReversePathFilter reversePathFilter,
        int hashPolicy,
        int hashFields,
        @Nullable Long hashSeed,
        boolean nexthopObjects,
        boolean useNeighbour,
        boolean ignoreLinkdown,
        boolean socketHash,
        SharingSpec sharing) {}
