package io.sextant.lab.run;

/** Times in verdicts: exact, in seconds, without zeros that say nothing. */
final class Seconds {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Seconds() {}

    /** {@code 60 s}, {@code 61.071612072 s}; {@code nanos} is not negative. */
    static String text(long nanos) {
        long rest = nanos % NANOS_PER_SECOND;
        if (rest == 0) {
            return nanos / NANOS_PER_SECOND + " s";
        }
        String decimals = Long.toString(NANOS_PER_SECOND + rest).substring(1);
        int end = decimals.length();
        while (decimals.charAt(end - 1) == '0') {
            end--;
        }
        return nanos / NANOS_PER_SECOND + "." + decimals.substring(0, end) + " s";
    }
}
