package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.List;

/** Reads the pattern language; a mistake in a pattern is a mistake in this program and throws. */
final class PatternReader {

    private final String text;
    private int at;

    PatternReader(String text) {
        this.text = text;
    }

    Part.Sequence read() {
        Part.Sequence sequence = sequence("");
        if (at != text.length()) {
            throw mistake("nothing more");
        }
        return sequence;
    }

    private Part.Sequence sequence(String ends) {
        List<Part> parts = new ArrayList<>();
        for (skipBlanks(); at < text.length() && ends.indexOf(text.charAt(at)) < 0; skipBlanks()) {
            parts.add(part());
        }
        return new Part.Sequence(List.copyOf(parts));
    }

    private Part part() {
        return switch (text.charAt(at)) {
            case '(' -> new Part.Choice(options(')'));
            case '[' -> new Part.Optionally(one(options(']')));
            case '{' -> new Part.AnyOrder(options('}'));
            case '<' -> argument();
            default -> keyword();
        };
    }

    private static Part one(List<Part> options) {
        return options.size() == 1 ? options.get(0) : new Part.Choice(options);
    }

    private List<Part> options(char end) {
        List<Part> options = new ArrayList<>();
        do {
            at++;
            Part.Sequence option = sequence("|" + end);
            options.add(option.parts().size() == 1 ? option.parts().get(0) : option);
        } while (at < text.length() && text.charAt(at) == '|');
        if (at == text.length()) {
            throw mistake(Character.toString(end));
        }
        at++;
        return List.copyOf(options);
    }

    private Part argument() {
        int end = text.indexOf('>', at);
        if (end < 0) {
            throw mistake(">");
        }
        String inside = text.substring(at + 1, end);
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        String type = colon < 0 ? inside : inside.substring(colon + 1);
        at = end + 1;
        String fallback = "";
        if (at < text.length() && text.charAt(at) == '=') {
            int start = ++at;
            while (at < text.length() && " )]}|".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            fallback = text.substring(start, at);
        }
        return new Part.Place(new Symbol.Argument(name, ArgumentType.of(type), fallback));
    }

    private Part keyword() {
        int start = at;
        while (at < text.length() && " ()[]{}|<>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw mistake("a keyword");
        }
        return new Part.Place(new Symbol.Keyword(text.substring(start, at)));
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException mistake(String expected) {
        return new IllegalArgumentException("pattern \"" + text + "\", column " + (at + 1) + ": expected " + expected);
    }
}
