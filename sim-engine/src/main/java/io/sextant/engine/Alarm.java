package io.sextant.engine;

/**
 * One movable deadline, as a sans-IO machine's {@code deadlineNanos()} asks for.
 *
 * <p>Protocol deadlines mostly move later (every keepalive received moves the hold timer), and the alarm makes that
 * free: it leaves its one pending event where it is and looks again when the event fires. Such an early look counts
 * as an event but runs nothing. Among equal times an alarm's place in the order is that of its last look, which is
 * as reproducible as any.
 */
public final class Alarm {

    private static final long NEVER = Long.MAX_VALUE;

    private final Scheduler scheduler;
    private final Runnable onDeadline;
    private final Event event;
    private long deadlineNanos = NEVER;

    /**
     * An alarm that is not set.
     *
     * @param label {@code <what> <where>}, see {@link Event#label()}
     * @param onDeadline runs when the deadline is reached; by then the alarm is no longer set, and it may be set
     *     again
     */
    public Alarm(Scheduler scheduler, String label, Runnable onDeadline) {
        this.scheduler = scheduler;
        this.onDeadline = onDeadline;
        this.event = new Look(label);
    }

    /**
     * Moves the deadline.
     *
     * @param atNanos nanoseconds since the start of the run; a time already past means now; {@link Long#MAX_VALUE}
     *     means never, and leaves the pending event to fire in vain, in the expectation of a new deadline soon
     */
    public void set(long atNanos) {
        deadlineNanos = atNanos;
        if (event.isPending()) {
            if (event.atNanos() <= atNanos) {
                return;
            }
            scheduler.cancel(event);
        }
        if (atNanos != NEVER) {
            scheduler.schedule(event, Math.max(atNanos, scheduler.nanos()));
        }
    }

    /** Unsets the alarm and takes its event out of the queue: for an owner that goes away. */
    public void clear() {
        deadlineNanos = NEVER;
        scheduler.cancel(event);
    }

    /** The deadline as last set, in nanoseconds since the start of the run; {@link Long#MAX_VALUE} when not set. */
    public long atNanos() {
        return deadlineNanos;
    }

    private final class Look extends Event {

        private final String label;

        Look(String label) {
            this.label = label;
        }

        @Override
        protected void fire() {
            if (deadlineNanos <= scheduler.nanos()) {
                deadlineNanos = NEVER;
                onDeadline.run();
            } else if (deadlineNanos != NEVER) {
                scheduler.schedule(this, deadlineNanos);
            }
        }

        @Override
        public String label() {
            return label;
        }
    }
}
