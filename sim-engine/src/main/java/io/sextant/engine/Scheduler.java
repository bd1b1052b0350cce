package io.sextant.engine;

/** Runs events later, in the order of (time, sequence of scheduling) and nothing else. */
public interface Scheduler extends Clock {

    /**
     * Schedules an event. Among events of the same time, the one scheduled first runs first; an event scheduled for
     * the current time runs after those already scheduled for it.
     *
     * @param atNanos when, in nanoseconds since the start of the run, from {@link #nanos()} to {@link
     *     Long#MAX_VALUE}
     * @throws IllegalStateException if the event is pending
     * @throws IllegalArgumentException if the time lies in the past
     * @throws LimitExceededException if as many events are pending as the run allows
     */
    void schedule(Event event, long atNanos);

    /** Takes an event out of the queue; harmless when it is not pending. Afterwards it can be scheduled again. */
    void cancel(Event event);

    /**
     * Runs an action once, at a time. For what is rare: it allocates an event, where {@link #schedule} reuses one.
     *
     * @param label {@code <what> <where>}, see {@link Event#label()}
     */
    Timer at(long atNanos, String label, Runnable action);

    /**
     * Runs an action once, after a delay.
     *
     * @param delayNanos nanoseconds from now, not negative
     * @throws IllegalArgumentException if the delay is negative or reaches beyond {@link Long#MAX_VALUE}
     */
    default Timer after(long delayNanos, String label, Runnable action) {
        long nowNanos = nanos();
        if (delayNanos < 0 || delayNanos > Long.MAX_VALUE - nowNanos) {
            throw new IllegalArgumentException(
                    "A delay of " + delayNanos + " ns for '" + label + "' is negative or beyond the end of time.");
        }
        return at(nowNanos + delayNanos, label, action);
    }
}
