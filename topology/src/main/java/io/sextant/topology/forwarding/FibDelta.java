package io.sextant.topology.forwarding;

import org.jspecify.annotations.Nullable;

/**
 * One change of the table: added when {@code before} is null, removed when {@code after} is null, else replaced.
 */
public record FibDelta(@Nullable Route before, @Nullable Route after) {

    public FibDelta {
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change without a route");
        }
    }

    /** The route as it is now, or as it was when it is gone. */
    public Route route() {
        Route last = after != null ? after : before;
        if (last == null) {
            throw new IllegalStateException("a change without a route");
        }
        return last;
    }
}
