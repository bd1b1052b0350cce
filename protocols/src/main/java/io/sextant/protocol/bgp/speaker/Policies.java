package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.policy.RoutePolicy;

/** The two points where an operator decides about a peer's routes. */
public record Policies(RoutePolicy imports, RoutePolicy exports) {

    /** Everything in, everything out. */
    public static final Policies PERMIT = new Policies(RoutePolicy.PERMIT, RoutePolicy.PERMIT);
}
