package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Suggestion;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Scalars without a unit: text, words, whole numbers, yes or no. */
public final class Scalars {

    private static final int LONGEST_LIST = 12;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]+");

    private Scalars() {}

    /** Any text that is not empty, up to {@code maximumLength} characters. */
    public static ScalarShape<String> text(int maximumLength) {
        return new ScalarShape<>(
                "text",
                ScalarShape.Accepts.TEXT,
                text -> {
                    if (text.isBlank()) {
                        throw new MismatchException("it is empty");
                    }
                    if (text.codePointCount(0, text.length()) > maximumLength) {
                        throw new MismatchException("it is longer than " + maximumLength + " characters");
                    }
                    return text;
                },
                schema -> schema.put("type", "string")
                        .put("maxLength", maximumLength)
                        .put("pattern", "\\S"));
    }

    /** Text that a regular expression describes as a whole; the expression must mean the same in Java and in ECMA 262. */
    public static ScalarShape<String> matching(String inWords, String regex) {
        return matching(inWords, regex, text -> text);
    }

    /** As above, with a parser for text that matches. */
    public static <T> ScalarShape<T> matching(String inWords, String regex, ScalarShape.Parser<T> parser) {
        Pattern pattern = Pattern.compile(regex);
        return new ScalarShape<>(
                inWords, ScalarShape.Accepts.TEXT, text -> parser.parse(checked(pattern, text)), patterned(regex));
    }

    /** A whole number from {@code min} to {@code max}, or text that the expression describes as a whole. */
    public static <T> ScalarShape<T> integerOrText(
            String inWords, String regex, long min, long max, ScalarShape.Parser<T> parser) {
        Pattern pattern = Pattern.compile(regex);
        return new ScalarShape<>(
                inWords,
                ScalarShape.Accepts.TEXT_OR_INTEGER,
                text -> {
                    if (WHOLE_NUMBER.matcher(text).matches()) {
                        long value = number(text);
                        if (value < min || value > max) {
                            throw new MismatchException("");
                        }
                        return parser.parse(text);
                    }
                    return parser.parse(checked(pattern, text));
                },
                schema -> {
                    schema.putArray("type").add("string").add("integer");
                    schema.put("pattern", anchored(regex)).put("minimum", min).put("maximum", max);
                });
    }

    /** One of a few whole numbers. */
    public static ScalarShape<Integer> integerOf(String inWords, List<String> choices) {
        return new ScalarShape<>(
                inWords,
                ScalarShape.Accepts.INTEGER,
                text -> {
                    if (!choices.contains(text)) {
                        throw new MismatchException("");
                    }
                    return Integer.valueOf(text);
                },
                schema -> {
                    schema.put("type", "integer");
                    choices.forEach(each -> schema.withArray("enum").add(Integer.parseInt(each)));
                });
    }

    private static String checked(Pattern pattern, String text) throws MismatchException {
        if (!pattern.matcher(text).matches()) {
            throw new MismatchException("");
        }
        return text;
    }

    private static Consumer<ObjectNode> patterned(String regex) {
        return schema -> schema.put("type", "string").put("pattern", anchored(regex));
    }

    static String anchored(String regex) {
        return "^(?:" + regex + ")$";
    }

    /** A whole number from {@code min} to {@code max}. */
    public static ScalarShape<Long> integer(long min, long max) {
        return integer("a whole number from " + min + " to " + max, min, max);
    }

    /** As above, with words of its own. */
    public static ScalarShape<Long> integer(String inWords, long min, long max) {
        return new ScalarShape<>(
                inWords,
                ScalarShape.Accepts.INTEGER,
                text -> {
                    long value = number(text);
                    if (value < min || value > max) {
                        throw new MismatchException("");
                    }
                    return value;
                },
                schema -> schema.put("type", "integer").put("minimum", min).put("maximum", max));
    }

    private static long number(String text) throws MismatchException {
        try {
            return text.startsWith("0x")
                    ? Long.parseLong(text.substring(2), 16)
                    : text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new MismatchException("it does not fit 64 bits");
        }
    }

    /** {@code true} or {@code false}; {@code yes}, {@code no}, {@code on} and {@code off} are text in YAML 1.2. */
    public static ScalarShape<Boolean> yesOrNo() {
        return new ScalarShape<>(
                "true or false",
                ScalarShape.Accepts.BOOLEAN,
                text -> text.equalsIgnoreCase("true"),
                schema -> schema.put("type", "boolean"));
    }

    /** One of a few words. */
    public static <E> ScalarShape<E> oneOf(String what, List<E> choices, Function<? super E, String> word) {
        List<String> words = choices.stream().<String>map(word).toList();
        return new ScalarShape<>(
                what + (words.size() > LONGEST_LIST ? "" : " (" + String.join(", ", words) + ")"),
                ScalarShape.Accepts.TEXT,
                text -> {
                    int index = words.indexOf(text);
                    if (index < 0) {
                        throw new MismatchException(Suggestion.closest(text, words)
                                .map(found -> "did you mean '" + found + "'?")
                                .orElse(words.size() > LONGEST_LIST ? "there are " + String.join(", ", words) : ""));
                    }
                    return choices.get(index);
                },
                schema -> {
                    schema.put("type", "string");
                    words.forEach(schema.putArray("enum")::add);
                });
    }
}
