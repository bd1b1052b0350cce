package io.sextant.protocol.bgp.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An activated family of a peer. A family that is not activated has none of these.
 *
 * @param options switches, in the order of their enum
 * @param weight of routes from the peer, 0..65535; 0 as if not set
 * @param allowAsIn how often our own AS may stand in a path from the peer; 0 not at all
 * @param maximumPrefix bound of what the peer may send, or null
 * @param maximumPrefixOut bound of what is sent to it, in prefixes; 0 for none
 * @param policies by the place where they are asked
 */
public record PeerFamily(
        Set<FamilyOption> options,
        int weight,
        int allowAsIn,
        @Nullable MaximumPrefix maximumPrefix,
        long maximumPrefixOut,
        Map<PolicyPlace, NamedPolicy> policies) {

    /** FRR's defaults: communities of all three kinds are sent. */
    public static final PeerFamily DEFAULT = new PeerFamily(
            EnumSet.of(
                    FamilyOption.SEND_COMMUNITY,
                    FamilyOption.SEND_EXTENDED_COMMUNITY,
                    FamilyOption.SEND_LARGE_COMMUNITY),
            0,
            0,
            null,
            0,
            Map.of());

    public PeerFamily {
        options = Collections.unmodifiableSet(
                options.isEmpty() ? EnumSet.noneOf(FamilyOption.class) : EnumSet.copyOf(options));
        EnumMap<PolicyPlace, NamedPolicy> ordered = new EnumMap<>(PolicyPlace.class);
        ordered.putAll(policies);
        policies = Collections.unmodifiableMap(ordered);
        if (weight >>> 16 != 0 || allowAsIn < 0 || maximumPrefixOut < 0) {
            throw new IllegalArgumentException(
                    "weight " + weight + ", allowas-in " + allowAsIn + ", maximum-prefix-out " + maximumPrefixOut);
        }
    }

    public boolean has(FamilyOption option) {
        return options.contains(option);
    }

    public Optional<NamedPolicy> policy(PolicyPlace place) {
        return Optional.ofNullable(policies.get(place));
    }

    public PeerFamily with(FamilyOption... more) {
        EnumSet<FamilyOption> all = EnumSet.noneOf(FamilyOption.class);
        all.addAll(options);
        Collections.addAll(all, more);
        return new PeerFamily(all, weight, allowAsIn, maximumPrefix, maximumPrefixOut, policies);
    }

    public PeerFamily without(FamilyOption... less) {
        EnumSet<FamilyOption> left = EnumSet.noneOf(FamilyOption.class);
        left.addAll(options);
        for (FamilyOption option : less) {
            left.remove(option);
        }
        return new PeerFamily(left, weight, allowAsIn, maximumPrefix, maximumPrefixOut, policies);
    }

    public PeerFamily withWeight(int value) {
        return new PeerFamily(options, value, allowAsIn, maximumPrefix, maximumPrefixOut, policies);
    }

    public PeerFamily withAllowAsIn(int times) {
        return new PeerFamily(options, weight, times, maximumPrefix, maximumPrefixOut, policies);
    }

    public PeerFamily withMaximumPrefix(@Nullable MaximumPrefix value) {
        return new PeerFamily(options, weight, allowAsIn, value, maximumPrefixOut, policies);
    }

    public PeerFamily withMaximumPrefixOut(long prefixes) {
        return new PeerFamily(options, weight, allowAsIn, maximumPrefix, prefixes, policies);
    }

    /** With a policy at a place; null takes it away. */
    public PeerFamily withPolicy(PolicyPlace place, @Nullable NamedPolicy policy) {
        EnumMap<PolicyPlace, NamedPolicy> all = new EnumMap<>(PolicyPlace.class);
        all.putAll(policies);
        if (policy == null) {
            all.remove(place);
        } else {
            all.put(place, policy);
        }
        return new PeerFamily(options, weight, allowAsIn, maximumPrefix, maximumPrefixOut, all);
    }
}
