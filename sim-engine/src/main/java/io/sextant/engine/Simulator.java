package io.sextant.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs events in the order of (time, sequence of scheduling), and lets time pass only by doing so.
 *
 * <p>For one thread. A simulator whose run ended with an exception cannot be relied on afterwards.
 */
public final class Simulator implements Scheduler {

    private final EventQueue queue = new BucketQueue();
    private final RunLimits limits;
    private final LimitGuard guard;
    private final List<Invariant> invariants = new ArrayList<>();
    private long nowNanos;
    private long eventsProcessed;
    private long eventsAtNextCheck;
    private boolean running;

    /** A simulator at time 0. A limit on wall time counts from now. */
    public Simulator(RunLimits limits) {
        this.limits = limits;
        this.guard = new LimitGuard(limits);
    }

    @Override
    public long nanos() {
        return nowNanos;
    }

    @Override
    public void schedule(Event event, long atNanos) {
        if (event.pending) {
            throw new IllegalStateException("Event '" + event.label() + "' is already scheduled for "
                    + VirtualTime.format(event.atNanos) + " and must be cancelled first.");
        }
        if (atNanos < nowNanos) {
            throw new IllegalArgumentException("Event '" + event.label() + "' is " + (nowNanos - atNanos)
                    + " ns late: it was scheduled at virtual time " + VirtualTime.format(nowNanos) + " for the past.");
        }
        if (queue.size() >= limits.maxPendingEvents()) {
            throw guard.pendingEventsExceeded(event, nowNanos);
        }
        event.atNanos = atNanos;
        event.pending = true;
        queue.add(event);
    }

    @Override
    public void cancel(Event event) {
        if (event.pending) {
            event.pending = false;
            queue.remove(event);
        }
    }

    @Override
    public Timer at(long atNanos, String label, Runnable action) {
        Event event = new ActionEvent(label, action);
        schedule(event, atNanos);
        return () -> cancel(event);
    }

    /**
     * Runs the next event, whenever it is.
     *
     * @return false when nothing is pending
     * @throws LimitExceededException when the event lies beyond a limit
     * @throws InvariantViolatedException when an invariant does not hold after the event
     */
    public boolean step() {
        enter();
        try {
            if (queue.size() == 0) {
                return false;
            }
            if (!runNext(limits.maxVirtualNanos())) {
                throw guard.virtualTimeExceeded();
            }
            return true;
        } finally {
            running = false;
        }
    }

    /**
     * Runs all events up to and including a time; then the clock stands at that time.
     *
     * @param untilNanos nanoseconds since the start of the run, not in the past
     * @throws LimitExceededException when the run would go beyond a limit
     * @throws InvariantViolatedException when an invariant does not hold after an event
     */
    public void runUntil(long untilNanos) {
        if (untilNanos < nowNanos) {
            throw new IllegalArgumentException("It is already virtual time " + VirtualTime.format(nowNanos) + ", "
                    + (nowNanos - untilNanos) + " ns later than the run is to go.");
        }
        enter();
        try {
            long horizonNanos = Math.min(untilNanos, limits.maxVirtualNanos());
            boolean more = true;
            while (more) {
                more = runNext(horizonNanos);
            }
            nowNanos = horizonNanos;
            if (horizonNanos < untilNanos) {
                throw guard.virtualTimeExceeded();
            }
        } finally {
            running = false;
        }
    }

    /** How many events have run since the start. */
    public long eventsProcessed() {
        return eventsProcessed;
    }

    /** How many events are scheduled and have neither run nor been cancelled. */
    public int pendingEvents() {
        return queue.size();
    }

    /** Checks an invariant after every event from now on, after those added before. */
    public void addInvariant(Invariant invariant) {
        invariants.add(invariant);
    }

    private void enter() {
        if (running) {
            throw new IllegalStateException("An event tried to run the simulator that runs it.");
        }
        running = true;
    }

    private boolean runNext(long horizonNanos) {
        @Nullable Event event = queue.poll(horizonNanos);
        if (event == null) {
            return false;
        }
        if (eventsProcessed >= eventsAtNextCheck) {
            eventsAtNextCheck = guard.check(eventsProcessed, nowNanos);
        }
        nowNanos = event.atNanos;
        event.pending = false;
        eventsProcessed++;
        guard.ran(event);
        event.fire();
        if (!invariants.isEmpty()) {
            checkInvariants(event);
        }
        return true;
    }

    private void checkInvariants(Event event) {
        for (int i = 0; i < invariants.size(); i++) {
            Optional<String> violation = invariants.get(i).violation();
            if (violation.isPresent()) {
                throw new InvariantViolatedException("At virtual time " + VirtualTime.format(nowNanos) + ", after '"
                        + event.label() + "': " + violation.get() + " " + guard.lastEvents());
            }
        }
    }

    private static final class ActionEvent extends Event {

        private final String label;
        private final Runnable action;

        ActionEvent(String label, Runnable action) {
            this.label = label;
            this.action = action;
        }

        @Override
        protected void fire() {
            action.run();
        }

        @Override
        public String label() {
            return label;
        }
    }
}
