package io.sextant.protocol.bgp.policy;

import org.jspecify.annotations.Nullable;

/**
 * A decision on one route at one place: let it pass as it is, let it pass changed, or stop it. A route that passes
 * unchanged comes back as the same object, so that asking costs nothing where nothing is decided.
 */
@FunctionalInterface
public interface RoutePolicy {

    /** Everything passes unchanged. */
    RoutePolicy PERMIT = (route, context) -> route;

    /** Nothing passes, as with {@code bgp ebgp-requires-policy} where no policy is set (RFC 8212). */
    RoutePolicy DENY = (route, context) -> null;

    /** The route to go on with, or null when it stops here. */
    @Nullable
    PolicyRoute apply(PolicyRoute route, PolicyContext context);

    /**
     * Asks about one route and changes another in its stead (FRR 8.4 {@code route_map_apply_ext}); for policies that change
     * nothing, that is the other as it is.
     */
    default @Nullable PolicyRoute applyTo(PolicyRoute asked, PolicyRoute changed, PolicyContext context) {
        return apply(asked, context) == null ? null : changed;
    }

    /** This policy, then the other on what it lets pass. */
    default RoutePolicy then(RoutePolicy next) {
        return (route, context) -> {
            PolicyRoute passed = apply(route, context);
            return passed == null ? null : next.apply(passed, context);
        };
    }
}
