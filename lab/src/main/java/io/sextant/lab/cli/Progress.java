package io.sextant.lab.cli;

import io.sextant.lab.run.WallClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** One line on a terminal that says how far a long run has come; silent on short runs, and where nobody looks. */
final class Progress implements LongConsumer {

    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final String name;
    private final long durationNanos;
    private final long startNanos = WallClock.NANOS.getAsLong();
    private final boolean visible;
    private long nextNanos;
    private boolean shown;

    Progress(PrintWriter err, boolean visible, String name, long durationNanos, Duration after) {
        this.visible = visible;
        this.err = err;
        this.name = name;
        this.durationNanos = durationNanos;
        this.nextNanos = startNanos + after.toNanos();
    }

    @Override
    public void accept(long virtualNanos) {
        long now = WallClock.NANOS.getAsLong();
        if (!visible || now < nextNanos) {
            return;
        }
        nextNanos = now + INTERVAL_NANOS;
        shown = true;
        err.print(String.format(
                Locale.ROOT,
                "%s%s: %3d %%, %.0f s of %.0f s virtual time",
                CLEAR_LINE,
                name,
                durationNanos == 0 ? 100 : virtualNanos * 100 / durationNanos,
                virtualNanos / NANOS_PER_SECOND,
                durationNanos / NANOS_PER_SECOND));
        err.flush();
    }

    /** Takes the line away. */
    void close() {
        if (shown) {
            err.print(CLEAR_LINE);
            err.flush();
        }
    }
}
