package io.sextant.protocol.tcp;

import java.util.Arrays;

/** Octets sent or to be sent and not yet acknowledged, from one sequence number on; grows as it is used. */
final class SendBuffer {

    private static final byte[] EMPTY = {};
    private static final int[] NO_MARKS = {};

    /** An emptied buffer above this is let go. */
    private static final int KEPT_OCTETS = 16_384;

    private byte[] octets = EMPTY;
    private int head;
    private int length;
    private int first;
    private int[] marks = NO_MARKS;
    private int markCount;

    /** The sequence number of the first octet; only while empty. */
    void startAt(int sequence) {
        first = sequence;
    }

    int length() {
        return length;
    }

    /** The sequence number behind the last octet. */
    int end() {
        return first + length;
    }

    /** Adds octets at the end. */
    void append(byte[] source, int offset, int count) {
        if (head + length + count > octets.length) {
            int needed = length + count;
            byte[] target = needed <= octets.length ? octets : new byte[Math.max(needed, 2 * octets.length)];
            System.arraycopy(octets, head, target, 0, length);
            octets = target;
            head = 0;
        }
        System.arraycopy(source, offset, octets, head + length, count);
        length += count;
    }

    /**
     * Ends a burst here: the segment that ends at this point carries PSH. An earlier end that has not been sent is forgotten,
     * as Linux lengthens the queued buffer.
     */
    void markEnd(int sendNext) {
        if (markCount > 0 && Seq.isAfter(marks[markCount - 1], sendNext)) {
            markCount--;
        }
        addMark(end());
    }

    /** Keeps a mark before the end, where a long burst is pushed early. */
    void addMark(int sequence) {
        if (markCount == marks.length) {
            marks = Arrays.copyOf(marks, Math.max(4, 2 * markCount));
        }
        marks[markCount++] = sequence;
    }

    boolean isMarked(int sequence) {
        for (int i = 0; i < markCount; i++) {
            if (marks[i] == sequence) {
                return true;
            }
        }
        return false;
    }

    /** A copy of {@code count} octets from {@code sequence} on. */
    byte[] copy(int sequence, int count) {
        int from = head + (sequence - first);
        return Arrays.copyOfRange(octets, from, from + count);
    }

    /** Forgets what lies before {@code sequence}. */
    void discardBefore(int sequence) {
        int count = sequence - first;
        first = sequence;
        length -= count;
        head = length == 0 ? 0 : head + count;
        if (length == 0 && octets.length > KEPT_OCTETS) {
            octets = EMPTY;
        }
        int passed = 0;
        while (passed < markCount && !Seq.isAfter(marks[passed], sequence)) {
            passed++;
        }
        if (passed > 0) {
            markCount -= passed;
            System.arraycopy(marks, passed, marks, 0, markCount);
        }
    }
}
