package io.sextant.protocol.tcp;

/** What a receiver selectively acknowledges: up to four blocks, the one that changed last in front (RFC 2018 §4). */
final class SackBlocks {

    private static final int MAX = 4;
    private static final int[] NONE = {};

    private final int[] lefts = new int[MAX];
    private final int[] rights = new int[MAX];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** A piece arrived out of order: blocks it touches melt into one, which moves to the front. */
    void add(int from, int to) {
        int left = from;
        int right = to;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean touches = !Seq.isAfter(lefts[i], right) && !Seq.isBefore(rights[i], left);
            if (touches) {
                left = Seq.earlier(left, lefts[i]);
                right = Seq.later(right, rights[i]);
            } else {
                lefts[kept] = lefts[i];
                rights[kept++] = rights[i];
            }
        }
        // A block that the melted one reaches only now is met by its next piece; a fifth block is forgotten.
        count = Math.min(kept, MAX - 1);
        System.arraycopy(lefts, 0, lefts, 1, count);
        System.arraycopy(rights, 0, rights, 1, count);
        lefts[0] = left;
        rights[0] = right;
        count++;
    }

    /** Everything before {@code next} has been received in order. */
    void dropBefore(int next) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (Seq.isAfter(rights[i], next)) {
                lefts[kept] = lefts[i];
                rights[kept++] = rights[i];
            }
        }
        count = kept;
    }

    /** The first {@code max} blocks as an option holds them, a duplicate's block before them if there is one. */
    int[] toOption(int max, boolean duplicate, int duplicateFrom, int duplicateTo) {
        int extra = duplicate ? 1 : 0;
        int blocks = Math.min(max, count + extra);
        if (blocks <= 0) {
            return NONE;
        }
        int[] option = new int[2 * blocks];
        if (duplicate) {
            option[0] = duplicateFrom;
            option[1] = duplicateTo;
        }
        for (int i = extra; i < blocks; i++) {
            option[2 * i] = lefts[i - extra];
            option[2 * i + 1] = rights[i - extra];
        }
        return option;
    }
}
