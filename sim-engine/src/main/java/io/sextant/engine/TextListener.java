package io.sextant.engine;

/** Hears the lines of a {@link Trace} as they are written. */
@FunctionalInterface
public interface TextListener {

    /**
     * A line was written.
     *
     * @param atNanos virtual time, in nanoseconds since the start of the run
     */
    void onText(long atNanos, String line);
}
