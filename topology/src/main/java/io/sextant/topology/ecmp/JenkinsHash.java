package io.sextant.topology.ecmp;

/** Linux's {@code jhash_2words}: the final mixing of Bob Jenkins' lookup3 (2006, public domain). */
final class JenkinsHash {
    private static final int GOLDEN = 0xdeadbeef;
    private static final int TWO_WORDS_OCTETS = 8;

    private JenkinsHash() {}

    static int ofTwoWords(int first, int second) {
        int c = GOLDEN + TWO_WORDS_OCTETS;
        int a = first + c;
        int b = second + c;
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
