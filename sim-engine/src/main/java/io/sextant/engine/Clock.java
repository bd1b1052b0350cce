package io.sextant.engine;

/** Tells virtual time. */
@FunctionalInterface
public interface Clock {

    /** Nanoseconds since the start of the run: never negative, never decreasing. */
    long nanos();
}
