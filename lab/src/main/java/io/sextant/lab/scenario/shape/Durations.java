package io.sextant.lab.scenario.shape;

import java.util.Optional;

/** Reads and writes lengths of time as the language does. */
public final class Durations {

    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};
    private static final String[] UNITS = {"h", "m", "s", "ms", "us", "ns"};

    private Durations() {}

    /** Nanoseconds of {@code 90s}, {@code 150ms} or {@code 1m30s}; nothing if the text is no length of time. */
    public static Optional<Long> parse(String text) {
        try {
            return Optional.of(Quantities.parseDuration(text));
        } catch (MismatchException e) {
            return Optional.empty();
        }
    }

    /** {@code 1m30s} for 90 seconds. */
    public static String text(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long rest = nanos;
        for (int i = 0; i < NANOS.length; i++) {
            if (rest >= NANOS[i]) {
                text.append(rest / NANOS[i]).append(UNITS[i]);
                rest %= NANOS[i];
            }
        }
        return text.toString();
    }
}
