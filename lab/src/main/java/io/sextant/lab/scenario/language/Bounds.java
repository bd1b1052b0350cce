package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.expect.Span;
import io.sextant.lab.scenario.shape.MismatchException;
import io.sextant.lab.scenario.shape.Quantities;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little language of bounds: {@code 6}, {@code ">= 4"}, {@code "2..5"}, {@code "<= 37%"}, {@code "60s..90s"}. */
final class Bounds {

    private static final String NUMBER = "[0-9]+(?:\\.[0-9]+)?";
    private static final String SIGN = "(?:==|>=|<=|>|<)";

    static final String COUNT = "(?:" + SIGN + " *)?" + NUMBER + " *%?|" + NUMBER + " *%?\\.\\." + NUMBER + " *%?";
    static final String SPAN =
            "(?:" + SIGN + " *)?" + Quantities.DURATION + "|" + Quantities.DURATION + "\\.\\." + Quantities.DURATION;

    private static final Pattern SIGNED = Pattern.compile("(" + SIGN + ")? *(.*)");

    private Bounds() {}

    static Count count(String text) throws MismatchException {
        boolean percent = text.contains("%");
        int dots = text.indexOf("..");
        if (dots >= 0) {
            if (percent && text.indexOf('%') == text.lastIndexOf('%') && text.indexOf('%') < dots) {
                throw new MismatchException("the percent sign belongs behind the second number, or behind both");
            }
            double min = number(text.substring(0, dots));
            double max = number(text.substring(dots + 2));
            ordered(Double.compare(min, max));
            return new Count(min, max, percent);
        }
        Matcher matcher = SIGNED.matcher(text);
        if (!matcher.matches()) {
            throw new MismatchException("");
        }
        double value = number(matcher.group(2));
        double below = percent ? Math.nextDown(value) : Math.ceil(value) - 1;
        double above = percent ? Math.nextUp(value) : Math.floor(value) + 1;
        return switch (String.valueOf(matcher.group(1))) {
            case ">=" -> new Count(value, Double.POSITIVE_INFINITY, percent);
            case ">" -> new Count(above, Double.POSITIVE_INFINITY, percent);
            case "<=" -> new Count(0, value, percent);
            case "<" -> new Count(0, below, percent);
            default -> new Count(value, value, percent);
        };
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("%", "").strip());
    }

    static Span span(String text) throws MismatchException {
        int dots = text.indexOf("..");
        if (dots >= 0) {
            long min = Quantities.parseDuration(text.substring(0, dots));
            long max = Quantities.parseDuration(text.substring(dots + 2));
            ordered(Long.compare(min, max));
            return new Span(min, max);
        }
        Matcher matcher = SIGNED.matcher(text);
        if (!matcher.matches()) {
            throw new MismatchException("");
        }
        long value = Quantities.parseDuration(matcher.group(2));
        return switch (String.valueOf(matcher.group(1))) {
            case ">=" -> new Span(value, Long.MAX_VALUE);
            case ">" -> new Span(value + 1, Long.MAX_VALUE);
            case "<=" -> new Span(0, value);
            case "<" -> new Span(0, value - 1);
            default -> new Span(value, value);
        };
    }

    private static void ordered(int comparison) throws MismatchException {
        if (comparison > 0) {
            throw new MismatchException("the smaller one comes first");
        }
    }
}
