package io.sextant.lab.console.text;

/** The AGE column of kubectl, after apimachinery's {@code duration.HumanDuration} as of Kubernetes 1.22. */
public final class HumanDuration {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private HumanDuration() {}

    /** Two units at most, the smaller one left out as the age grows: {@code 119s}, {@code 4m10s}, {@code 7d3h}. */
    public static String of(long nanos) {
        long seconds = nanos / NANOS_PER_SECOND;
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (minutes < 10) {
            return two(minutes, "m", seconds % 60, "s");
        }
        if (minutes < 180) {
            return minutes + "m";
        }
        if (hours < 8) {
            return two(hours, "h", minutes % 60, "m");
        }
        if (hours < 48) {
            return hours + "h";
        }
        long days = hours / 24;
        if (days < 8) {
            return two(days, "d", hours % 24, "h");
        }
        if (days < 2 * 365) {
            return days + "d";
        }
        return days < 8 * 365 ? two(days / 365, "y", days % 365, "d") : days / 365 + "y";
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        return large + largeUnit + (small == 0 ? "" : small + smallUnit);
    }
}
