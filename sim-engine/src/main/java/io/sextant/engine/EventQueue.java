package io.sextant.engine;

import org.jspecify.annotations.Nullable;

/**
 * Pending events in the order of (time, sequence of adding).
 *
 * <p>Monotone: nothing may be added before the time of the event last polled, nor before a limit that {@link #poll}
 * was given and found nothing up to.
 */
interface EventQueue {

    /** Adds an event at its {@link Event#atNanos}. The caller has made sure that it is in no queue. */
    void add(Event event);

    /** Takes out an event that is in this queue. */
    void remove(Event event);

    /** Takes out the first event if its time is not after the limit; else returns null. */
    @Nullable
    Event poll(long limitNanos);

    int size();
}
