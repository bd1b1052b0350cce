package io.sextant.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Where a run ends at the latest, so that one which does not converge ends with a sentence instead of never.
 *
 * @param maxEvents how many events may run, at least 1
 * @param maxVirtualNanos the virtual time that may be reached, in nanoseconds since the start of the run, at least 0
 * @param maxPendingEvents how many events may be pending at once, at least 1
 * @param wall the limit on real time, if there is one
 */
public record RunLimits(long maxEvents, long maxVirtualNanos, int maxPendingEvents, Optional<Wall> wall) {

    /**
     * Far above what any sensible run needs: 10^10 events, the end of time, 50 million pending events, any wall
     * time.
     */
    public static final RunLimits GENEROUS =
            new RunLimits(10_000_000_000L, Long.MAX_VALUE, 50_000_000, Optional.empty());

    public RunLimits {
        requireAtLeast(1, maxEvents, "maxEvents");
        requireAtLeast(0, maxVirtualNanos, "maxVirtualNanos");
        requireAtLeast(1, maxPendingEvents, "maxPendingEvents");
        Objects.requireNonNull(wall, "wall");
    }

    /**
     * A limit on real time, read from a clock that is handed in: the engine itself reads none. It decides only
     * whether a run goes on, never what happens in it.
     *
     * @param max how long the simulator may exist, positive
     * @param nanos a clock of real nanoseconds with any origin, such as {@code System::nanoTime}
     */
    public record Wall(Duration max, LongSupplier nanos) {

        public Wall {
            Objects.requireNonNull(nanos, "nanos");
            if (max.isNegative() || max.isZero()) {
                throw new IllegalArgumentException("A limit on wall time must be positive, not " + max + ".");
            }
        }
    }

    public RunLimits withMaxEvents(long events) {
        return new RunLimits(events, maxVirtualNanos, maxPendingEvents, wall);
    }

    public RunLimits withMaxVirtualNanos(long virtualNanos) {
        return new RunLimits(maxEvents, virtualNanos, maxPendingEvents, wall);
    }

    public RunLimits withMaxPendingEvents(int pendingEvents) {
        return new RunLimits(maxEvents, maxVirtualNanos, pendingEvents, wall);
    }

    /** The same limits and one on real time; see {@link Wall}. */
    public RunLimits withMaxWall(Duration max, LongSupplier nanos) {
        return new RunLimits(maxEvents, maxVirtualNanos, maxPendingEvents, Optional.of(new Wall(max, nanos)));
    }

    private static void requireAtLeast(long minimum, long value, String name) {
        if (value < minimum) {
            throw new IllegalArgumentException(name + " must be at least " + minimum + ", not " + value + ".");
        }
    }
}
