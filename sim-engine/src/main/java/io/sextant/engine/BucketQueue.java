package io.sextant.engine;

import org.jspecify.annotations.Nullable;

/**
 * A radix heap with 64 buckets a level: the "multi-level buckets" of Denardo and Fox (Shortest-Route Methods: 1,
 * Operations Research 27, 1979), jumping to the next minimum, where it is found quickly, as in Ahuja, Mehlhorn,
 * Orlin and Tarjan (Faster Algorithms for the Shortest Path Problem, JACM 37, 1990).
 *
 * <p>Times are read as eleven digits of six bits. An event lies on the level of the highest digit in which its time
 * differs from {@link #baseNanos}, in the bucket of that digit's value. So all of a level-0 bucket has one time,
 * lower levels come before higher ones and lower digits before higher ones. When level 0 runs dry, the base moves
 * up into the first bucket and the bucket's events fall to lower levels: every event moves at most ten times, in
 * practice once or twice.
 *
 * <p>Equal times always share a bucket, since the bucket is a function of time and base; and buckets are lists that
 * are appended to and redistributed in order. So among equal times the first added is the first out, without any
 * sequence number that could wrap. Lists are doubly linked through the events: removal takes constant time and
 * leaves nothing behind.
 */
final class BucketQueue implements EventQueue {

    private static final int DIGIT_BITS = 6;
    private static final int DIGITS = 1 << DIGIT_BITS;
    private static final int LEVELS = (Long.SIZE - 1 + DIGIT_BITS - 1) / DIGIT_BITS;

    /** The longest list that is searched for its minimum; a longer one is cheaper to move twice than to read twice. */
    private static final int SHORT_LIST = 8;

    private final @Nullable Event[] heads = new @Nullable Event[LEVELS * DIGITS];
    private final @Nullable Event[] tails = new @Nullable Event[LEVELS * DIGITS];

    /** For each level, a bit per bucket that is not empty. */
    private final long[] occupied = new long[LEVELS];

    /** A bit per level that is not empty. */
    private int occupiedLevels;

    /** No event is earlier; the bucket of every event is relative to it. */
    private long baseNanos;

    private int size;

    @Override
    public void add(Event event) {
        append(event);
        size++;
    }

    @Override
    public void remove(Event event) {
        unlink(event, bucketOf(event.atNanos));
        size--;
    }

    @Override
    public @Nullable Event poll(long limitNanos) {
        while (occupiedLevels != 0) {
            int level = Integer.numberOfTrailingZeros(occupiedLevels);
            int bucket = level * DIGITS + Long.numberOfTrailingZeros(occupied[level]);
            Event first = headOf(bucket);
            if (level == 0 || first.next == null) {
                if (first.atNanos > limitNanos) {
                    return null;
                }
                baseNanos = first.atNanos;
                unlink(first, bucket);
                size--;
                return first;
            }
            long bucketStartNanos = first.atNanos & (-1L << (level * DIGIT_BITS));
            if (bucketStartNanos > limitNanos) {
                return null;
            }
            // Also without an event up to the limit the base moves on, to the limit: so that asking often, in small
            // steps,
            // does not search the same long list every time.
            baseNanos = Math.min(nextBase(first, bucketStartNanos), limitNanos);
            redistribute(bucket);
        }
        return null;
    }

    @Override
    public int size() {
        return size;
    }

    private int bucketOf(long atNanos) {
        // For equal times the quotient is -1 / 6, which is 0 as wanted.
        int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(atNanos ^ baseNanos)) / DIGIT_BITS;
        int digit = (int) (atNanos >>> (level * DIGIT_BITS)) & (DIGITS - 1);
        return level * DIGITS + digit;
    }

    private void append(Event event) {
        int bucket = bucketOf(event.atNanos);
        Event tail = tails[bucket];
        if (tail == null) {
            int level = bucket / DIGITS;
            heads[bucket] = event;
            occupied[level] |= 1L << bucket;
            occupiedLevels |= 1 << level;
        } else {
            tail.next = event;
            event.previous = tail;
        }
        tails[bucket] = event;
    }

    private void unlink(Event event, int bucket) {
        Event previous = event.previous;
        Event next = event.next;
        if (previous == null) {
            heads[bucket] = next;
        } else {
            previous.next = next;
            event.previous = null;
        }
        if (next == null) {
            tails[bucket] = previous;
        } else {
            next.previous = previous;
            event.next = null;
        }
        if (previous == null && next == null) {
            markEmpty(bucket);
        }
    }

    private void markEmpty(int bucket) {
        int level = bucket / DIGITS;
        occupied[level] &= ~(1L << bucket);
        if (occupied[level] == 0) {
            occupiedLevels &= ~(1 << level);
        }
    }

    private void redistribute(int bucket) {
        Event event = headOf(bucket);
        heads[bucket] = null;
        tails[bucket] = null;
        markEmpty(bucket);
        while (event != null) {
            Event next = event.next;
            event.previous = null;
            event.next = null;
            append(event);
            event = next;
        }
    }

    private Event headOf(int bucket) {
        Event head = heads[bucket];
        if (head == null) {
            throw new AssertionError("bucket " + bucket + " is marked as occupied but empty");
        }
        return head;
    }

    /** A time that no event of a bucket precedes: the minimum of a short list, the bucket's start for a long one. */
    private static long nextBase(Event first, long bucketStartNanos) {
        long minimumNanos = first.atNanos;
        int length = 1;
        for (Event event = first.next; event != null; event = event.next) {
            minimumNanos = Math.min(minimumNanos, event.atNanos);
            length++;
            if (length > SHORT_LIST) {
                return bucketStartNanos;
            }
        }
        return minimumNanos;
    }
}
