package io.sextant.lab.report;

/**
 * Text from elsewhere made harmless before it is shown: names and messages may hold anything a file can hold. Control
 * characters become their pictures, so that no terminal obeys them; what turns the direction of writing, half a character
 * and what is no character become U+FFFD.
 */
public final class PlainText {
    private static final int REPLACEMENT = 0xFFFD;
    private static final String ELLIPSIS = "…";

    private PlainText() {}

    /** One line: line ends and tabs become pictures too. */
    public static String line(String text) {
        return cleaned(text, false);
    }

    /** One line of at most so many characters; what is longer ends in an ellipsis. */
    public static String line(String text, int limitCharacters) {
        return line(clipped(text, limitCharacters));
    }

    /** Many lines: line ends become {@code \n}, tabs stay. */
    public static String lines(String text) {
        return cleaned(text.replace("\r\n", "\n"), true);
    }

    /** At most so many characters, the last of them an ellipsis when something was cut off. */
    public static String clipped(String text, int limitCharacters) {
        if (text.length() <= limitCharacters) {
            return text;
        }
        int end = Math.max(0, limitCharacters - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** How many columns a line takes on a terminal: wide characters take two, combining ones none. */
    public static int columns(String line) {
        int columns = 0;
        for (int i = 0; i < line.length(); ) {
            int character = line.codePointAt(i);
            columns += columns(character);
            i += Character.charCount(character);
        }
        return columns;
    }

    private static String cleaned(String text, boolean many) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            out.appendCodePoint(many && (character == '\n' || character == '\t') ? character : shown(character));
        }
        return out.toString();
    }

    private static int shown(int character) {
        if (character < 0x20) {
            return 0x2400 + character;
        }
        if (character == 0x7F) {
            return 0x2421;
        }
        if (character == 0x2028 || character == 0x2029) {
            return 0x2424;
        }
        return isMisleading(character) ? REPLACEMENT : character;
    }

    /** C1 controls, what turns the direction of writing (UAX #9), halves of pairs, and non-characters. */
    private static boolean isMisleading(int character) {
        return (character >= 0x80 && character < 0xA0)
                || character == 0x061C
                || character == 0x200E
                || character == 0x200F
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069)
                || (character >= 0xD800 && character <= 0xDFFF)
                || (character >= 0xFDD0 && character <= 0xFDEF)
                || (character & 0xFFFE) == 0xFFFE;
    }

    private static int columns(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(character) ? 2 : 1;
    }

    /** The blocks that UAX #11 calls wide, coarsely. */
    private static boolean isWide(int character) {
        return (character >= 0x1100 && character <= 0x115F)
                || (character >= 0x2E80 && character <= 0xA4CF)
                || (character >= 0xAC00 && character <= 0xD7A3)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0xFE30 && character <= 0xFE6F)
                || (character >= 0xFF00 && character <= 0xFF60)
                || (character >= 0x1F300 && character <= 0x1FAFF)
                || (character >= 0x20000 && character <= 0x3FFFD);
    }
}
