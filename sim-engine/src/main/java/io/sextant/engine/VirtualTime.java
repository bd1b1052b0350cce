package io.sextant.engine;

/** Virtual times as text. */
public final class VirtualTime {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private VirtualTime() {}

    /**
     * Seconds with all nine decimals and the unit, as in {@code 12.000050000 s}: exact, and columns of it line up.
     *
     * @param nanos nanoseconds, not negative
     */
    public static String format(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("Virtual time is never negative: " + nanos + " ns.");
        }
        String decimals =
                Long.toString(NANOS_PER_SECOND + nanos % NANOS_PER_SECOND).substring(1);
        return nanos / NANOS_PER_SECOND + "." + decimals + " s";
    }
}
