package io.sextant.lab.scenario.topology;

import org.jspecify.annotations.Nullable;

/**
 * A node's kernel and the settings of it that decide about packets.
 *
 * @param forwarding {@code net.ipv4.ip_forward}
 * @param hashPolicy {@code net.ipv4.fib_multipath_hash_policy}, 0 to 3
 * @param hashSeed {@code net.ipv4.fib_multipath_hash_seed}, 1 to 2^32-1; null draws one from the scenario's seed
 * @param nexthopObjects whether routes point at next-hop objects rather than carrying their next hops inline
 * @param useNeighbour {@code net.ipv4.fib_multipath_use_neigh}
 */
public record KernelSpec(
        KernelProfile profile,
        boolean forwarding,
        ReversePathFilter reversePathFilter,
        int hashPolicy,
        @Nullable Long hashSeed,
        boolean nexthopObjects,
        boolean useNeighbour) {}
