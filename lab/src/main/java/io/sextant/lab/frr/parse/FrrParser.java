package io.sextant.lab.frr.parse;

import io.sextant.lab.frr.grammar.Line;
import io.sextant.lab.frr.grammar.Outcome;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.statement.Command;
import io.sextant.lab.frr.statement.CommandTable;
import io.sextant.lab.frr.statement.Scope;
import io.sextant.lab.frr.statement.VtyAnswers;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Applies lines to a draft as {@code vtysh -b} does. A line that is no statement of the section it stands in is tried in the
 * sections around it, and closes those it leaves (FRR 8.4 command_config_read_one_line). A line that is wrong is reported
 * and passed over; the rest counts.
 */
public final class FrrParser {

    /** FRR's buffer for a line, in octets (FRR 8.4 VTY_BUFSIZ); here it counts characters. */
    public static final int MAXIMUM_LINE = 4_095;

    /** More statements than this are not a router's configuration. */
    public static final int MAXIMUM_STATEMENTS = 500_000;

    private final Problems problems;
    private final VtyAnswers vty;
    private final Deque<Draft> open = new ArrayDeque<>();
    private int skippedFrom;
    private int statements;

    public FrrParser(Draft root, Problems problems) {
        this(root, problems, VtyAnswers.NONE);
    }

    /**
     * A parser that also says what vtysh would.
     *
     * @param vty hears FRR's words
     */
    public FrrParser(Draft root, Problems problems, VtyAnswers vty) {
        this.problems = problems;
        this.vty = vty;
        open.push(root);
    }

    /** How many sections are open; 1 outside of all. */
    public int depth() {
        return open.size();
    }

    /** All lines of a file; the first line is 1. */
    public void file(Path file, String text) {
        int number = 1;
        for (int start = 0; start <= text.length(); number++) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            line(new Position(file, number, 1), text.substring(start, stop));
            if (statements > MAXIMUM_STATEMENTS) {
                problems.error(
                        new Position(file, number, 1),
                        "expected at most " + MAXIMUM_STATEMENTS + " statements, the rest is left off");
                return;
            }
            start = stop + 1;
        }
        while (open.size() > 1) {
            open.pop();
        }
    }

    /** One line; {@code place} is where it begins. */
    public void line(Position place, String text) {
        if (text.length() > MAXIMUM_LINE) {
            problems.error(place, "expected a line of at most " + MAXIMUM_LINE + " characters, found " + text.length());
            return;
        }
        Line line = Line.of(text);
        if (line.isSilent()) {
            return;
        }
        statements++;
        Position start = new Position(place.file(), place.line(), line.column(0));
        if (!isSkipped(line)) {
            apply(line, start);
        }
    }

    /** Whether the line belongs to a block that is passed over. It ends with an {@code exit}, or where the indentation does. */
    private boolean isSkipped(Line line) {
        Context context = open.element().context();
        boolean skipping = context == Context.SKIPPED || context == Context.SKIPPED_FAMILY;
        if (!skipping || found(context, line).isPresent()) {
            return false;
        }
        if (line.column(0) > skippedFrom) {
            return true;
        }
        Context outside = context.parent().orElseThrow();
        boolean sameColumn = line.column(0) == skippedFrom;
        Optional<Command> around = found(outside, line).or(() -> found(Context.CONFIG, line));
        if (context == Context.SKIPPED_FAMILY && sameColumn) {
            return around.filter(Command::opens).isEmpty();
        }
        return around.isEmpty();
    }

    private static Optional<Command> found(Context context, Line line) {
        return CommandTable.FRR_8_4.of(context).match(line) instanceof Outcome.Found<Command> found
                ? Optional.of(found.command())
                : Optional.empty();
    }

    private void apply(Line line, Position start) {
        Misfit misfit = new Misfit(line);
        int closed = 0;
        for (Draft section : open) {
            Outcome<Command> outcome =
                    CommandTable.FRR_8_4.of(section.context()).match(line);
            if (outcome instanceof Outcome.Found<Command> found) {
                for (; closed > 0; closed--) {
                    open.pop();
                }
                int before = open.size();
                Scope scope = new Scope(section, open, problems, start, found.match(), vty);
                found.command().apply(scope, found.match().arguments());
                if (open.size() > before) {
                    skippedFrom = line.column(0);
                }
                return;
            }
            misfit.add(outcome);
            if (misfit.isFinal()) {
                break;
            }
            closed++;
        }
        misfit.report(problems, start);
        vty.say(misfit.words(), true);
    }
}
