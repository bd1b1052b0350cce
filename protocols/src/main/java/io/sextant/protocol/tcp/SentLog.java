package io.sextant.protocol.tcp;

import java.util.Arrays;

/**
 * The segments that are out and not acknowledged, in sequence order, and what is believed of each: Linux's "scoreboard". The
 * number in flight is {@code count - sacked - lost + again}.
 */
final class SentLog {

    private static final int SACKED = 1;
    private static final int LOST = 2;

    /** Sent again, and that copy is believed to be on its way. */
    private static final int AGAIN = 4;

    /** Ever sent again, so no round-trip time comes from it (Karn's rule). */
    private static final int EVER_AGAIN = 8;

    private static final int FIN = 16;

    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private long[] sentNanos = new long[4];
    private byte[] states = new byte[4];
    private int head;
    private int count;
    private int sacked;
    private int lost;
    private int again;

    int count() {
        return count;
    }

    int sacked() {
        return sacked;
    }

    int lost() {
        return lost;
    }

    int inFlight() {
        return count - sacked - lost + again;
    }

    int start(int index) {
        return starts[head + index];
    }

    /** The sequence number behind the segment, its FIN included. */
    int end(int index) {
        return ends[head + index];
    }

    long sentNanos(int index) {
        return sentNanos[head + index];
    }

    boolean hasFin(int index) {
        return is(index, FIN);
    }

    boolean wasSentAgain(int index) {
        return is(index, EVER_AGAIN);
    }

    boolean isSacked(int index) {
        return is(index, SACKED);
    }

    /** Whether it is believed lost and no copy is on its way. */
    boolean needsSending(int index) {
        return (states[head + index] & (LOST | AGAIN | SACKED)) == LOST;
    }

    void add(int start, int end, boolean fin, long nowNanos) {
        makeRoom();
        int at = head + count++;
        starts[at] = start;
        ends[at] = end;
        sentNanos[at] = nowNanos;
        states[at] = (byte) (fin ? FIN : 0);
    }

    void onSentAgain(int index, long nowNanos) {
        if (!is(index, AGAIN)) {
            again++;
        }
        states[head + index] |= AGAIN | EVER_AGAIN;
        sentNanos[head + index] = nowNanos;
    }

    void markLost(int index) {
        if (!is(index, LOST) && !is(index, SACKED)) {
            states[head + index] |= LOST;
            lost++;
        }
    }

    /** Marks what a SACK block covers and tells how many segments that is news of. */
    int markSacked(int left, int right) {
        int news = 0;
        for (int i = 0; i < count; i++) {
            if (!Seq.isBefore(start(i), left) && !Seq.isAfter(end(i), right) && !is(i, SACKED)) {
                clear(i, LOST | AGAIN);
                states[head + i] |= SACKED;
                sacked++;
                news++;
            }
        }
        return news;
    }

    /** RFC 6675 §4, IsLost: a segment is lost when {@code threshold} segments behind it have arrived. */
    void markLostBelowSacked(int threshold) {
        int above = sacked;
        for (int i = 0; i < count && above >= threshold; i++) {
            if (is(i, SACKED)) {
                above--;
            } else if (!is(i, AGAIN)) {
                markLost(i);
            }
        }
    }

    /** After a timeout everything unacknowledged counts as lost; a peer that forgot what it had SACKed is not believed. */
    void markAllLost() {
        boolean reneged = count > 0 && is(0, SACKED);
        for (int i = 0; i < count; i++) {
            clear(i, reneged ? AGAIN | SACKED : AGAIN);
            markLost(i);
        }
    }

    /** Forgets the first segment. */
    void removeFirst() {
        clear(0, SACKED | LOST | AGAIN);
        count--;
        head = count == 0 ? 0 : head + 1;
    }

    /** The first segment's beginning was acknowledged. */
    void trimFirst(int start) {
        starts[head] = start;
    }

    /** Cuts every segment to at most {@code mss} octets and counts all of them as lost: the path's MTU shrank. */
    void cutTo(int mss) {
        int[] oldStarts = Arrays.copyOfRange(starts, head, head + count);
        int[] oldEnds = Arrays.copyOfRange(ends, head, head + count);
        boolean lastHasFin = count > 0 && hasFin(count - 1);
        while (count > 0) {
            removeFirst();
        }
        for (int i = 0; i < oldStarts.length; i++) {
            boolean fin = lastHasFin && i == oldStarts.length - 1;
            int start = oldStarts[i];
            while (oldEnds[i] - start > (fin ? mss + 1 : mss)) {
                add(start, start + mss, false, 0);
                start += mss;
            }
            add(start, oldEnds[i], fin, 0);
        }
        for (int i = 0; i < count; i++) {
            states[head + i] |= EVER_AGAIN;
            markLost(i);
        }
    }

    private boolean is(int index, int state) {
        return (states[head + index] & state) != 0;
    }

    private void clear(int index, int wanted) {
        int present = states[head + index] & wanted;
        sacked -= present & SACKED;
        lost -= (present & LOST) >> 1;
        again -= (present & AGAIN) >> 2;
        states[head + index] &= (byte) ~wanted;
    }

    private void makeRoom() {
        if (head + count < starts.length) {
            return;
        }
        int capacity = count > starts.length / 2 ? 2 * starts.length : starts.length;
        int[] newStarts = new int[capacity];
        int[] newEnds = new int[capacity];
        long[] newSent = new long[capacity];
        byte[] newStates = new byte[capacity];
        System.arraycopy(starts, head, newStarts, 0, count);
        System.arraycopy(ends, head, newEnds, 0, count);
        System.arraycopy(sentNanos, head, newSent, 0, count);
        System.arraycopy(states, head, newStates, 0, count);
        starts = newStarts;
        ends = newEnds;
        sentNanos = newSent;
        states = newStates;
        head = 0;
    }
}
