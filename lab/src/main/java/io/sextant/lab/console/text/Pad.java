package io.sextant.lab.console.text;

/** C's {@code %8s} and {@code %-8s}: fills up with spaces and never cuts. */
public final class Pad {

    private Pad() {}

    /** Text at the right end. */
    public static String left(Object value, int width) {
        String text = value.toString();
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** Text at the left end. */
    public static String right(Object value, int width) {
        String text = value.toString();
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** {@code %0*d} of a number that is not negative. */
    public static String zeros(long value, int width) {
        String text = Long.toString(value);
        return "0".repeat(Math.max(0, width - text.length())) + text;
    }
}
