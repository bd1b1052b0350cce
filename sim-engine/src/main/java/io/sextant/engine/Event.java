package io.sextant.engine;

import org.jspecify.annotations.Nullable;

/**
 * Something that happens at one point in virtual time.
 *
 * <p>Made once and scheduled many times: the queue links events through their own fields, so scheduling, cancelling
 * and firing allocate nothing. An event is pending at most once, in one scheduler. It is no longer pending when
 * {@link #fire()} begins, so it may schedule itself again from there.
 */
public abstract class Event {

    long atNanos;

    boolean pending;

    /** Neighbours in the queue's list; the queue alone reads and writes them. */
    @Nullable
    Event previous;

    @Nullable
    Event next;

    /** Runs at the event's time. What it throws ends the run. */
    protected abstract void fire();

    /** Says in traces and in sentences of limits what this is, {@code <what> <where>}: {@code hold-timer n3}. */
    public String label() {
        return getClass().getSimpleName();
    }

    /** Whether the event is scheduled and has neither begun to fire nor been cancelled. */
    public final boolean isPending() {
        return pending;
    }

    /** When the event is due, or last was, in nanoseconds since the start of the run; 0 if it never was scheduled. */
    public final long atNanos() {
        return atNanos;
    }
}
