package io.sextant.lab.frr.grammar;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A line that fits a pattern.
 *
 * @param symbols which place each word took
 */
public record Match(Line line, List<Symbol> symbols) {

    public Match {
        symbols = List.copyOf(symbols);
    }

    /** What the line said. */
    public Arguments arguments() {
        TreeMap<String, String> values = new TreeMap<>();
        TreeSet<String> keywords = new TreeSet<>();
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.get(i) instanceof Symbol.Keyword keyword) {
                keywords.add(keyword.text());
            } else {
                Symbol.Argument argument = (Symbol.Argument) symbols.get(i);
                String word = argument.type().canonical(line.words().get(i)).orElseThrow();
                values.merge(argument.name(), word, (before, after) -> before + " " + after);
            }
        }
        keywords.remove("no");
        return new Arguments(values, keywords);
    }

    /** Where an argument stands, or the line's beginning if it is not written. */
    public int column(String argument) {
        return IntStream.range(0, symbols.size())
                .filter(i -> symbols.get(i) instanceof Symbol.Argument found
                        && found.name().equals(argument))
                .map(line::column)
                .findFirst()
                .orElse(line.column(0));
    }
}
