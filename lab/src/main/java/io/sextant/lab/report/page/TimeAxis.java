package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an instant stands between the left and the right edge of a plot.
 *
 * @param untilNanos the right edge, at least one nanosecond after the left
 */
record TimeAxis(long fromNanos, long untilNanos) {
    /** The width of a plot in the units of its paths; the browser stretches it to the screen. */
    static final int UNITS = 2_000;

    private static final int MOST_TICKS = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final long[] LONG_STEPS_SECONDS = {
        1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400
    };

    TimeAxis {
        if (untilNanos <= fromNanos) {
            untilNanos = fromNanos + 1;
        }
    }

    /** The place in per cent of the width, with two decimals and its sign; outside means at the edge. */
    String percent(long nanos) {
        return hundredths(nanos) + "%";
    }

    /** The distance between two instants in per cent of the width. */
    String percentBetween(long startNanos, long endNanos) {
        return Math.max(0, fraction(endNanos, 100) - fraction(startNanos, 100)) == 0
                ? "0%"
                : String.format(Locale.ROOT, "%.2f%%", fraction(endNanos, 100) - fraction(startNanos, 100));
    }

    /** The place in whole {@link #UNITS}. */
    int unit(long nanos) {
        return (int) Math.round(fraction(nanos, UNITS));
    }

    /** The place from 0 to 1. */
    double place(long nanos) {
        return fraction(nanos, 1);
    }

    /** Round instants, at most eight or nine of them. */
    List<Long> ticks() {
        long step = stepNanos();
        List<Long> ticks = new ArrayList<>();
        for (long tick = (fromNanos + step - 1) / step * step; tick <= untilNanos; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** What stands at a tick. */
    String tickText(long nanos) {
        long minute = 60 * SECOND;
        if (untilNanos - fromNanos >= 10 * minute && nanos % minute == 0 && nanos > 0) {
            return Figures.count(nanos / minute) + " min";
        }
        return nanos == 0 ? "0" : Figures.span(nanos);
    }

    private String hundredths(long nanos) {
        return String.format(Locale.ROOT, "%.2f", fraction(nanos, 100));
    }

    private double fraction(long nanos, double whole) {
        double place = whole * (nanos - fromNanos) / (untilNanos - fromNanos);
        return Math.min(whole, Math.max(0, place));
    }

    private long stepNanos() {
        long atLeast = (untilNanos - fromNanos) / MOST_TICKS;
        for (long decade = 1; decade < SECOND; decade *= 10) {
            for (long step : new long[] {decade, 2 * decade, 5 * decade}) {
                if (step >= atLeast) {
                    return step;
                }
            }
        }
        for (long seconds : LONG_STEPS_SECONDS) {
            if (seconds * SECOND >= atLeast) {
                return seconds * SECOND;
            }
        }
        long day = LONG_STEPS_SECONDS[LONG_STEPS_SECONDS.length - 1] * SECOND;
        return (atLeast / day + 1) * day;
    }
}
