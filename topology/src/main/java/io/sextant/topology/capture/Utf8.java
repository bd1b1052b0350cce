package io.sextant.topology.capture;

import java.nio.ByteBuffer;

/** Text to octets without allocation, cut at a limit between two characters. Lone surrogates become a question mark. */
final class Utf8 {
    private Utf8() {}

    /** How many octets {@code text} takes when cut at {@code limitOctets}. */
    static int octets(String text, int limitOctets) {
        int octets = 0;
        int i = 0;
        while (i < text.length()) {
            int point = text.codePointAt(i);
            int more = octetsOf(point);
            if (octets + more > limitOctets) {
                break;
            }
            octets += more;
            i += Character.charCount(point);
        }
        return octets;
    }

    /** Writes the first {@code octets} octets, a number from {@link #octets}. */
    static void encode(String text, int octets, ByteBuffer out) {
        int end = out.position() + octets;
        for (int i = 0; out.position() < end; ) {
            int point = text.codePointAt(i);
            put(point, out);
            i += Character.charCount(point);
        }
    }

    private static int octetsOf(int point) {
        if (point < 0x80 || isSurrogate(point)) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    private static void put(int point, ByteBuffer out) {
        switch (octetsOf(point)) {
            case 1 -> out.put((byte) (isSurrogate(point) ? '?' : point));
            case 2 -> {
                out.put((byte) (0xc0 | point >> 6));
                out.put(following(point));
            }
            case 3 -> {
                out.put((byte) (0xe0 | point >> 12));
                out.put(following(point >> 6));
                out.put(following(point));
            }
            default -> {
                out.put((byte) (0xf0 | point >> 18));
                out.put(following(point >> 12));
                out.put(following(point >> 6));
                out.put(following(point));
            }
        }
    }

    private static byte following(int bits) {
        return (byte) (0x80 | bits & 0x3f);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
