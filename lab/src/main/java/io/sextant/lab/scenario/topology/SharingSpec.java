package io.sextant.lab.scenario.topology;

/**
 * How a router shares flows among next hops.
 *
 * @param buckets of the models that have buckets
 * @param idleNanos how long a bucket of a resilient router group is unused before it may move
 * @param unbalancedNanos after how long one in use moves too; 0: never
 */
public record SharingSpec(SharingModel model, int buckets, long idleNanos, long unbalancedNanos) {

    /** The kernel's own way. */
    public static final SharingSpec LINUX = new SharingSpec(SharingModel.LINUX, 0, 0, 0);
}
