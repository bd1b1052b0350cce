package io.sextant.topology.ecmp;

import java.util.List;
import java.util.Optional;

/**
 * What one Linux release does differently when it picks a next hop; its name is part of every answer's meaning, since
 * Linux promises nothing across versions.
 *
 * <p>Versions are those of a release's first tarball; stable and distribution kernels carry later changes back (EL8's
 * 4.18 has many, the ordering changes of 5.15 and 6.6 are in stable trees). Only {@code Linux 6.18} is measured; the
 * others are read in sources and changelogs ({@code linux-ecmp.md} §6).
 *
 * @param name as scenarios write it
 * @param flowHash how flow keys become 32 bits
 * @param endOrder how both ends are put in order before
 * @param highestPolicy the last policy number it knows
 * @param nexthopObjects whether {@code ip nexthop} exists (5.3)
 * @param resilientGroups whether groups of type resilient exist (5.13)
 * @param seedSettable whether {@code net.ipv4.fib_multipath_hash_seed} exists (6.11)
 * @param prefersSource whether the router's own IPv4 traffic prefers the link its source address belongs to, as fixed
 *     in 6.19 and 6.18.y
 * @param randomConnectPort whether an unbound TCP connect puts a random source port into the hash (6.16)
 * @param highestWeight the largest weight of a member of a next-hop object group, inline next hops have 256
 */
public record KernelProfile(
        String name,
        FlowHashFunction flowHash,
        EndOrder endOrder,
        int highestPolicy,
        boolean nexthopObjects,
        boolean resilientGroups,
        boolean seedSettable,
        boolean prefersSource,
        boolean randomConnectPort,
        int highestWeight) {

    /** How a kernel hashes flow keys. */
    public enum FlowHashFunction {
        /**
         * Before 5.4: jhash under a key of 32 random bits, over a layout of flow keys that is not known here bit for
         * bit. {@link FlowHash} puts SipHash in its place: shares and stability are right, single choices are not.
         */
        JHASH_NOT_REPRODUCED,
        /** From 5.4: SipHash-2-4 under 128 random bits that nothing can set or read. */
        SIPHASH_UNDER_A_HIDDEN_KEY,
        /** From 6.11: SipHash-2-4 under the 32-bit seed, bit for bit. */
        SIPHASH_UNDER_A_SEED
    }

    private static final int INLINE_WEIGHT = 256;
    private static final int OBJECT_WEIGHT = 65_535;

    public static final KernelProfile LINUX_4_18 = new KernelProfile(
            "Linux 4.18",
            FlowHashFunction.JHASH_NOT_REPRODUCED,
            EndOrder.TOGETHER_BY_SIGN,
            1,
            false,
            false,
            false,
            false,
            false,
            INLINE_WEIGHT);
    public static final KernelProfile LINUX_5_4 = new KernelProfile(
            "Linux 5.4",
            FlowHashFunction.SIPHASH_UNDER_A_HIDDEN_KEY,
            EndOrder.TOGETHER_BY_SIGN,
            2,
            true,
            false,
            false,
            false,
            false,
            INLINE_WEIGHT);
    public static final KernelProfile LINUX_5_10 = LINUX_5_4.named("Linux 5.10");
    public static final KernelProfile LINUX_5_15 = new KernelProfile(
            "Linux 5.15",
            FlowHashFunction.SIPHASH_UNDER_A_HIDDEN_KEY,
            EndOrder.APART_BY_SIGN,
            3,
            true,
            true,
            false,
            false,
            false,
            INLINE_WEIGHT);
    public static final KernelProfile LINUX_6_1 = LINUX_5_15.named("Linux 6.1");
    public static final KernelProfile LINUX_6_6 = new KernelProfile(
            "Linux 6.6",
            FlowHashFunction.SIPHASH_UNDER_A_HIDDEN_KEY,
            EndOrder.APART,
            3,
            true,
            true,
            false,
            false,
            false,
            INLINE_WEIGHT);
    public static final KernelProfile LINUX_6_12 = new KernelProfile(
            "Linux 6.12",
            FlowHashFunction.SIPHASH_UNDER_A_SEED,
            EndOrder.APART,
            3,
            true,
            true,
            true,
            false,
            false,
            OBJECT_WEIGHT);
    public static final KernelProfile LINUX_6_18 = new KernelProfile(
            "Linux 6.18",
            FlowHashFunction.SIPHASH_UNDER_A_SEED,
            EndOrder.APART,
            3,
            true,
            true,
            true,
            true,
            true,
            OBJECT_WEIGHT);

    /** All profiles, oldest first. */
    public static List<KernelProfile> all() {
        return List.of(LINUX_4_18, LINUX_5_4, LINUX_5_10, LINUX_5_15, LINUX_6_1, LINUX_6_6, LINUX_6_12, LINUX_6_18);
    }

    /** The profile of that name. */
    public static Optional<KernelProfile> find(String name) {
        return all().stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** Whether the kernel knows the policy. */
    public boolean knows(HashPolicy policy) {
        return policy.number() <= highestPolicy;
    }

    /** How this kernel's groups of next-hop objects treat members whose neighbour failed. */
    public HashThresholdGroup.Kind nexthopObjectKind() {
        return endOrder == EndOrder.APART // both changes came with 6.6
                ? HashThresholdGroup.Kind.NEXTHOP_OBJECTS
                : HashThresholdGroup.Kind.NEXTHOP_OBJECTS_BEFORE_6_6;
    }

    void requirePolicy(HashPolicy policy) {
        if (!knows(policy)) {
            throw new IllegalArgumentException(
                    name + " has multipath hash policies 0 to " + highestPolicy + ", not " + policy.number());
        }
    }

    private KernelProfile named(String newName) {
        return new KernelProfile(
                newName,
                flowHash,
                endOrder,
                highestPolicy,
                nexthopObjects,
                resilientGroups,
                seedSettable,
                prefersSource,
                randomConnectPort,
                highestWeight);
    }
}
