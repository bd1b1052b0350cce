package io.sextant.lab.cli;

import io.sextant.lab.run.WallClock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongConsumer;

/** One line on a terminal that says how far a long run has come; silent on short runs, and where nobody looks. */
final class Progress implements LongConsumer {

    private static final long INTERVAL_NANOS = 200_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter err;
    private final String name;
    private final long whole;
    private final String unit;
    private final long startNanos = WallClock.NANOS.getAsLong();
    private final boolean visible;
    private long nextNanos;
    private boolean shown;

    /**
     * @param whole what there is to do
     * @param unit of it in words
     */
    Progress(PrintWriter err, boolean visible, String name, long whole, String unit, Duration after) {
        this.visible = visible;
        this.err = err;
        this.name = name;
        this.whole = whole;
        this.unit = unit;
        this.nextNanos = startNanos + after.toNanos();
    }

    @Override
    public void accept(long done) {
        long now = WallClock.NANOS.getAsLong();
        if (!visible || now < nextNanos) {
            return;
        }
        nextNanos = now + INTERVAL_NANOS;
        shown = true;
        err.print(CLEAR_LINE + name + ": " + (whole == 0 ? 100 : done * 100 / whole) + " %, " + done + " of " + whole
                + " " + unit);
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
