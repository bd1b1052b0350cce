package io.sextant.topology.ecmp;

/**
 * When a Linux timer really fires: {@code kernel/time/timer.c} keeps far timers in coarser buckets and rounds up, so
 * that a timer is never early but up to an eighth of its delay late.
 *
 * <p>Where in a bucket a time falls depends on how long the machine has been up. Here the count of jiffies begins with
 * virtual time.
 */
final class TimerWheel {
    /** The delay, in jiffies, from which the second level is used; each further one begins at eight times the last. */
    private static final long SECOND_LEVEL_JIFFIES = 63;

    private static final int LEVELS = 9;
    private static final int SHIFT_PER_LEVEL = 3;

    private TimerWheel() {}

    /** The jiffy in which a timer fires that is set {@code nowJiffies} for {@code expiresJiffies}. */
    static long firesAt(long nowJiffies, long expiresJiffies) {
        long delay = expiresJiffies - nowJiffies;
        int shift = 0;
        for (int level = 1; level < LEVELS && delay >= SECOND_LEVEL_JIFFIES << shift; level++) {
            shift += SHIFT_PER_LEVEL;
        }
        return ((expiresJiffies >> shift) + 1) << shift;
    }
}
