package io.sextant.lab.frr.parse;

import io.sextant.lab.frr.grammar.Line;
import io.sextant.lab.frr.grammar.Outcome;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.Suggestion;
import java.util.List;

/** Why a line is no statement: of all sections it was tried in, the one where it came furthest says it best. */
final class Misfit {

    /** More possibilities than this are not listed. */
    private static final int MAXIMUM_LISTED = 10;

    private final Line line;
    private int word = -1;
    private List<String> expected = List.of();
    private List<String> keywords = List.of();
    private List<String> equal = List.of();

    Misfit(Line line) {
        this.line = line;
    }

    void add(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Ambiguous<?> ambiguous) {
            equal = ambiguous.patterns();
        } else if (outcome instanceof Outcome.Unknown<?> unknown && unknown.word() > word) {
            word = unknown.word();
            expected = unknown.expected();
            keywords = unknown.keywords();
        }
    }

    /** Ambiguous and incomplete lines are not tried further out (FRR 8.4 command_config_read_one_line). */
    boolean isFinal() {
        return !equal.isEmpty() || word == line.words().size();
    }

    /** What vtysh says. */
    String words() {
        String what = !equal.isEmpty() ? "Ambiguous command" : isFinal() ? "Command incomplete" : "Unknown command";
        return "% " + what + ": " + line.from(0);
    }

    void report(Problems problems, Position start) {
        if (!equal.isEmpty()) {
            problems.error(start, "ambiguous command: '" + line.from(0) + "' may be " + list(equal, " or "));
            return;
        }
        Position place = new Position(start.file(), start.line(), line.column(Math.max(word, 0)));
        if (word >= line.words().size()) {
            problems.error(place, "command incomplete: expected " + list(expected, " or "));
        } else if (word <= 0) {
            String first = line.words().get(0);
            problems.error(place, "unknown command '" + line.from(0) + "'" + Suggestion.hint(first, keywords));
        } else {
            String found = line.words().get(word);
            String wanted = expected.size() > MAXIMUM_LISTED
                    ? ""
                    : ": expected " + list(expected, " or ") + ", found '" + found + "'";
            problems.error(place, "unknown command '" + line.from(0) + "'" + wanted + Suggestion.hint(found, keywords));
        }
    }

    private static String list(List<String> words, String separator) {
        List<String> some = words.subList(0, Math.min(words.size(), MAXIMUM_LISTED));
        return String.join(separator, some) + (words.size() > MAXIMUM_LISTED ? " or others" : "");
    }
}
