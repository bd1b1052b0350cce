package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.OptionalLong;

/**
 * {@code bgp suppress-duplicates}: FRR 8.4 {@code bgp_adj_out_set_subgroup} holds hashes against each other, and its {@code
 * attrhash_key_make} takes an attribute that is not there for one of zero, and does not look at ATOMIC_AGGREGATE.
 */
final class Duplicates {

    private Duplicates() {}

    /** Whether both have one hash. */
    static boolean alike(PathAttributes one, PathAttributes other) {
        return hashed(one).equals(hashed(other));
    }

    private static PathAttributes hashed(PathAttributes attributes) {
        Ipv4Address originator = attributes.originatorIdOrNull();
        return attributes.toBuilder()
                .med(OptionalLong.of(attributes.med().orElse(0)))
                .localPreference(OptionalLong.of(attributes.localPreference().orElse(0)))
                .originatorId(originator == null ? Ipv4Address.ANY : originator)
                .atomicAggregate(false)
                .build();
    }
}
