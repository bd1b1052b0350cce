package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The form of a command: {@code neighbor <peer> remote-as (<as:asn>|internal|external)}.
 *
 * <ul>
 *   <li>{@code word}: that word, or a beginning of it that fits no other command
 *   <li>{@code <name:type>}: a value, of a type of {@link ArgumentType#of}; {@code <type>} when the two are the same
 *   <li>{@code (a|b)}: one of them; {@code [a]}: perhaps; {@code {a|b}}: at least one, in any order
 *   <li>{@code [<name:type>=value]}: the value is what FRR takes when nothing is written
 * </ul>
 */
public final class Pattern {

    private final String text;
    private final Part.Sequence body;
    private final PatternGraph graph;

    private Pattern(String text, Part.Sequence body) {
        this.text = text;
        this.body = body;
        this.graph = PatternGraph.of(body);
    }

    public static Pattern of(String text) {
        return new Pattern(text, new PatternReader(text).read());
    }

    /**
     * The {@code no} form: the same words after {@code no}; what follows the last keyword or identifying argument may be left
     * out.
     */
    public Pattern negation(List<String> identity) {
        List<Part> kept = new ArrayList<>(body.parts());
        List<Part> loose = new ArrayList<>();
        while (!kept.isEmpty() && mayBeLeftOut(kept.get(kept.size() - 1), identity)) {
            loose.add(0, kept.remove(kept.size() - 1));
        }
        kept.add(0, new Part.Place(new Symbol.Keyword("no")));
        if (!loose.isEmpty()) {
            kept.add(new Part.Optionally(new Part.Sequence(List.copyOf(loose))));
        }
        return new Pattern("no " + text, new Part.Sequence(List.copyOf(kept)));
    }

    private static boolean mayBeLeftOut(Part part, List<String> identity) {
        boolean fixed = part instanceof Part.Place place && place.symbol() instanceof Symbol.Keyword;
        return !fixed && identity.stream().noneMatch(part::names);
    }

    /** The leading keywords: what tells the command from others. */
    public String leadingWords() {
        StringJoiner words = new StringJoiner(" ");
        for (Part part : body.parts()) {
            if (part instanceof Part.Place place && place.symbol() instanceof Symbol.Keyword keyword) {
                words.add(keyword.text());
            } else {
                break;
            }
        }
        return words.toString();
    }

    /** All keywords that every such line has. */
    public String fixedWords() {
        StringJoiner words = new StringJoiner(" ");
        for (Part part : body.parts()) {
            if (part instanceof Part.Place place && place.symbol() instanceof Symbol.Keyword keyword) {
                words.add(keyword.text());
            }
        }
        return words.toString();
    }

    /** With the values of arguments that were not written. */
    public Arguments complete(Arguments said) {
        Arguments whole = said;
        for (Symbol.Argument argument : graph.withFallback()) {
            if (whole.find(argument.name()).isEmpty()) {
                whole = whole.with(argument.name(), argument.fallback());
            }
        }
        return whole;
    }

    /** The line that says this, written out. */
    public String write(Arguments said) {
        TreeSet<String> keywords = new TreeSet<>(said.keywords());
        Collections.addAll(keywords, fixedWords().split(" ", -1));
        Arguments complete = new Arguments(said.values(), keywords);
        return body.write(complete).orElseThrow(() -> new IllegalArgumentException(text + " cannot write " + complete));
    }

    PatternGraph graph() {
        return graph;
    }

    @Override
    public String toString() {
        return text;
    }
}
