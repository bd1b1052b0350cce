package io.sextant.lab.run;

import java.util.function.LongSupplier;

/**
 * The one door to real time: limits on it and progress shown to people. Nothing that happens in a run depends on it; the
 * architecture test names this class and no other.
 */
public final class WallClock {

    /** Nanoseconds from some origin. */
    public static final LongSupplier NANOS = System::nanoTime;

    private WallClock() {}
}
