package io.sextant.engine;

import java.time.Duration;

/** Watches a simulator's {@link RunLimits} and words the end of a run that reaches one. */
final class LimitGuard {

    /** How many events pass between two looks at the wall clock: well below a millisecond's worth of quick events. */
    private static final long EVENTS_BETWEEN_WALL_CHECKS = 1 << 10;

    private final RunLimits limits;
    private final long wallStartNanos;
    private final RecentEvents recentEvents = new RecentEvents();

    LimitGuard(RunLimits limits) {
        this.limits = limits;
        this.wallStartNanos =
                limits.wall().map(wall -> wall.nanos().getAsLong()).orElse(0L);
    }

    /** Remembers what ran, for the sentence. */
    void ran(Event event) {
        recentEvents.add(event);
    }

    /**
     * Checks the limits on events and wall time before another event runs.
     *
     * @return the number of events to have run before the next check
     */
    long check(long eventsProcessed, long nowNanos) {
        if (eventsProcessed >= limits.maxEvents()) {
            throw exceeded("events", limits.maxEvents() + " events", nowNanos);
        }
        if (limits.wall().isEmpty()) {
            return limits.maxEvents();
        }
        RunLimits.Wall wall = limits.wall().get();
        Duration elapsed = Duration.ofNanos(wall.nanos().getAsLong() - wallStartNanos);
        if (elapsed.compareTo(wall.max()) > 0) {
            throw exceeded("wall time", wall.max().toMillis() + " ms", nowNanos);
        }
        return Math.min(limits.maxEvents(), eventsProcessed + EVENTS_BETWEEN_WALL_CHECKS);
    }

    LimitExceededException virtualTimeExceeded() {
        return exceeded("virtual time", VirtualTime.format(limits.maxVirtualNanos()), limits.maxVirtualNanos());
    }

    LimitExceededException pendingEventsExceeded(Event refused, long nowNanos) {
        return exceeded(
                "pending events",
                limits.maxPendingEvents() + " events, when '" + refused.label() + "' was to be scheduled",
                nowNanos);
    }

    String lastEvents() {
        return recentEvents.sentence();
    }

    private LimitExceededException exceeded(String what, String value, long nowNanos) {
        return new LimitExceededException("The run reached its limit on " + what + ", " + value + ", at virtual time "
                + VirtualTime.format(nowNanos) + ". " + recentEvents.sentence());
    }
}
