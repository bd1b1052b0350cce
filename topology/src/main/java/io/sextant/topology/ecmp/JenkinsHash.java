package io.sextant.topology.ecmp;

/**
 * Linux's {@code jhash_2words} and {@code jhash_3words}: the final mixing of Bob Jenkins' lookup3 (2006, public domain).
 *
 * <p>Policy 3 mixes its two hashes with it, and Cilium finds the slot of a Maglev table by it.
 */
public final class JenkinsHash {
    private static final int GOLDEN = 0xdeadbeef;
    private static final int WORD_OCTETS = 4;

    private JenkinsHash() {}

    /** {@code jhash_2words(first, second, 0)}. */
    public static int ofTwoWords(int first, int second) {
        int start = GOLDEN + 2 * WORD_OCTETS;
        return mix(first + start, second + start, start);
    }

    /** {@code jhash_3words(first, second, third, start)}. */
    public static int ofThreeWords(int first, int second, int third, int start) {
        int offset = start + GOLDEN + 3 * WORD_OCTETS;
        return mix(first + offset, second + offset, third + offset);
    }

    /** lookup3's {@code final}; its third word is the hash. */
    public static int mix(int first, int second, int third) {
        int c = (third ^ second) - Integer.rotateLeft(second, 14);
        int a = (first ^ c) - Integer.rotateLeft(c, 11);
        int b = (second ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
