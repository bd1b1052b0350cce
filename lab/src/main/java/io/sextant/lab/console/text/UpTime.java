package io.sextant.lab.console.text;

/** FRR's times that have passed ({@code bgpd.c peer_uptime}, {@code lib/frrtime}); formats read from 8.4.4's binaries. */
public final class UpTime {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    private static final long YEAR = 365 * DAY;
    private static final long NANOS = 1_000_000_000L;

    private UpTime() {}

    /** {@code 03:36:56}, {@code 1d02h03m}, {@code 02w1d03h}: as zebra prints the age of a route. */
    public static String ofRoute(long seconds) {
        if (seconds < DAY) {
            return clock(seconds);
        }
        if (seconds < WEEK) {
            return seconds / DAY + "d" + Pad.zeros(seconds % DAY / HOUR, 2) + "h"
                    + Pad.zeros(seconds % HOUR / MINUTE, 2) + "m";
        }
        return Pad.zeros(seconds / WEEK, 2) + "w" + seconds % WEEK / DAY + "d" + Pad.zeros(seconds % DAY / HOUR, 2)
                + "h";
    }

    /** As bgpd prints how long a session has been up or down; beyond a year {@code 01y02w3d}. */
    public static String ofSession(long seconds) {
        if (seconds < YEAR) {
            return ofRoute(seconds);
        }
        long rest = seconds % YEAR;
        return Pad.zeros(seconds / YEAR, 2) + "y" + Pad.zeros(rest / WEEK, 2) + "w" + rest % WEEK / DAY + "d";
    }

    /** Whole seconds from a virtual time until now; FRR's clock counts whole seconds at both ends. */
    public static long secondsSince(long sinceNanos, long nowNanos) {
        return Math.floorDiv(nowNanos, NANOS) - Math.floorDiv(sinceNanos, NANOS);
    }

    private static String clock(long seconds) {
        return Pad.zeros(seconds / HOUR, 2) + ":" + Pad.zeros(seconds % HOUR / MINUTE, 2) + ":"
                + Pad.zeros(seconds % MINUTE, 2);
    }
}
