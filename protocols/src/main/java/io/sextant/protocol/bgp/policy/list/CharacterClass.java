package io.sextant.protocol.bgp.policy.list;

import java.util.BitSet;
import java.util.function.IntPredicate;

/** POSIX character classes over ASCII, as {@code [:digit:]} names them; {@code word} is GNU's {@code \w}. */
final class CharacterClass {

    private CharacterClass() {}

    static BitSet of(String name) {
        IntPredicate test =
                switch (name) {
                    case "digit" -> CharacterClass::isDigit;
                    case "alpha" -> CharacterClass::isAlpha;
                    case "alnum" -> c -> isAlpha(c) || isDigit(c);
                    case "word" -> c -> isAlpha(c) || isDigit(c) || c == '_';
                    case "upper" -> c -> c >= 'A' && c <= 'Z';
                    case "lower" -> c -> c >= 'a' && c <= 'z';
                    case "space" -> c -> c == ' ' || (c >= 9 && c <= 13);
                    case "blank" -> c -> c == ' ' || c == 9;
                    case "xdigit" -> c -> Character.digit(c, 16) >= 0;
                    case "punct" -> c -> c > ' ' && c < 127 && !isAlpha(c) && !isDigit(c);
                    case "graph" -> c -> c > ' ' && c < 127;
                    case "print" -> c -> c >= ' ' && c < 127;
                    case "cntrl" -> c -> c < ' ' || c == 127;
                    default -> throw new IllegalArgumentException("Invalid character class name");
                };
        BitSet set = new BitSet(128);
        for (int c = 0; c < 128; c++) {
            set.set(c, test.test(c));
        }
        return set;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlpha(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
