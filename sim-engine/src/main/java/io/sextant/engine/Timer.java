package io.sextant.engine;

/** A handle on one action scheduled with {@link Scheduler#at}. */
@FunctionalInterface
public interface Timer {

    /** Keeps the action from running; harmless when it already ran or was cancelled. */
    void cancel();
}
