package io.sextant.protocol.bgp.config;

import io.sextant.protocol.bgp.policy.RoutePolicy;

/**
 * A policy by the name configurations and printouts know it under. Where a name is not defined, FRR denies: whoever makes
 * this gives {@link RoutePolicy#DENY} then and {@code defined} false.
 *
 * @param defined whether the name stands for anything; printouts mark it with {@code *}
 */
public record NamedPolicy(String name, RoutePolicy policy, boolean defined) {

    public static NamedPolicy of(String name, RoutePolicy policy) {
        return new NamedPolicy(name, policy, true);
    }

    /** A name nobody defined; nothing passes. */
    public static NamedPolicy undefined(String name) {
        return new NamedPolicy(name, RoutePolicy.DENY, false);
    }
}
