package io.sextant.protocol.tcp;

/** Comparison of sequence numbers, which wrap at 2^32 (RFC 9293 §3.4); right while they lie within 2^31 of each other. */
final class Seq {

    private Seq() {}

    static boolean isBefore(int a, int b) {
        return a - b < 0;
    }

    static boolean isAfter(int a, int b) {
        return a - b > 0;
    }

    /** Whether {@code low <= value <= high}. */
    static boolean isWithin(int value, int low, int high) {
        return value - low >= 0 && high - value >= 0;
    }

    static int later(int a, int b) {
        return isBefore(a, b) ? b : a;
    }

    static int earlier(int a, int b) {
        return isBefore(a, b) ? a : b;
    }
}
