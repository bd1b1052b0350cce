package io.sextant.topology.forwarding;

import io.sextant.topology.ecmp.ResilientGroup;

/**
 * How a router shares flows among the next hops of the groups its routing daemons make. Only {@link Linux} is bit for bit;
 * the others are behaviour: which flows move when members come and go is right, which member a single flow gets is not that
 * of any product.
 */
public sealed interface ForwardingModel {

    /** As the kernel does it: hash-threshold over inline next hops and over zebra's groups. */
    record Linux() implements ForwardingModel {}

    /**
     * What if the routing daemon made resilient groups and edited them in place: the kernel's own algorithm over a group that
     * lives as long as the route. FRR 8.4 does not: zebra makes a hash-threshold group, and a new one for each set of next
     * hops.
     *
     * @param buckets 1 to 65535
     */
    record ResilientRouterGroups(int buckets, ResilientGroup.Timing timing) implements ForwardingModel {
        public ResilientRouterGroups {
            requireBuckets(buckets);
        }
    }

    /** Flow hash modulo the number of live next hops, weights counted as repetitions: one member less moves nearly all flows. */
    record ModuloN() implements ForwardingModel {}

    /** Highest random weight (Thaler and Ravishankar, 1998): a member's flows move when it goes, and no others. */
    record Rendezvous() implements ForwardingModel {}

    /**
     * Resilient hashing in switching hardware: a table of buckets for each route. Buckets of a member that is gone are given
     * to the others; a member that comes takes its share at once, flows in use or not.
     *
     * @param buckets 1 to 65535
     */
    record ResilientHardware(int buckets) implements ForwardingModel {
        public ResilientHardware {
            requireBuckets(buckets);
        }
    }

    /** The model of a host nobody set one for. */
    static ForwardingModel linux() {
        return new Linux();
    }

    /** Whether single choices are those of a real kernel. */
    default boolean isBitExact() {
        return this instanceof Linux;
    }

    private static void requireBuckets(int buckets) {
        if (buckets < 1 || buckets > ResilientGroup.MAX_BUCKETS) {
            throw new IllegalArgumentException("a group has 1 to " + ResilientGroup.MAX_BUCKETS + " buckets");
        }
    }
}
