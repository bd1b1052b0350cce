package io.sextant.topology.ecmp;

/**
 * SipHash-2-4 over whole eight-octet words (Aumasson and Bernstein, 2012), as Linux uses it for flows.
 *
 * <p>Both key words are the same here: Linux builds its 128-bit key from the 32-bit multipath seed. The state after a
 * frequent prefix can be kept, so that hashing a flow starts behind the words most flows begin with.
 */
final class SipHash {
    private static final long V0 = 0x736f6d6570736575L;
    private static final long V1 = 0x646f72616e646f6dL;
    private static final long V2 = 0x6c7967656e657261L;
    private static final long V3 = 0x7465646279746573L;
    private static final long FINALIZATION = 0xffL;

    private final int skippedWords;
    private final long start0;
    private final long start1;
    private final long start2;
    private final long start3;

    /** The hash for key words {@code low} and {@code high}. */
    SipHash(long low, long high) {
        this(0, low ^ V0, high ^ V1, low ^ V2, high ^ V3);
    }

    private SipHash(int skippedWords, long start0, long start1, long start2, long start3) {
        this.skippedWords = skippedWords;
        this.start0 = start0;
        this.start1 = start1;
        this.start2 = start2;
        this.start3 = start3;
    }

    /** The same hash for messages that begin with {@code word} and {@code zeroWords} zero words: it starts behind them. */
    SipHash after(long word, int zeroWords) {
        long v0 = start0;
        long v1 = start1;
        long v2 = start2;
        long v3 = start3 ^ word;
        for (int round = 0; round < 2 * (1 + zeroWords); round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= round == 1 ? word : 0;
        }
        return new SipHash(skippedWords + 1 + zeroWords, v0, v1, v2, v3);
    }

    /**
     * The hash of the first {@code count} words of {@code words}. Allocates nothing.
     *
     * <p>One loop body is two rounds. Turns {@code skipped..count-1} take in a word, turn {@code count} the length,
     * and the two behind it are SipHash's four rounds of finalization.
     */
    long hash(long[] words, int count) {
        long v0 = start0;
        long v1 = start1;
        long v2 = start2;
        long v3 = start3;
        for (int turn = skippedWords; turn < count + 3; turn++) {
            long word = 0;
            if (turn < count) {
                word = words[turn];
            } else if (turn == count) {
                word = (long) count << 59;
            } else if (turn == count + 1) {
                v2 ^= FINALIZATION;
            }
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32) + v3;
                v2 += v1;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
