package io.sextant.protocol.bgp.speaker;

/** What an update group has been through; FRR 8.4 prints it of its one subgroup ({@code update_group_show_walkcb}). */
final class UpdateGroupCounters {

    final long id;
    final long subgroupId;
    final long createdNanos;
    long joins;
    long prunes;
    long merges;
    long mergeChecks;
    long packets;

    UpdateGroupCounters(long id, long subgroupId, long createdNanos) {
        this.id = id;
        this.subgroupId = subgroupId;
        this.createdNanos = createdNanos;
    }
}
