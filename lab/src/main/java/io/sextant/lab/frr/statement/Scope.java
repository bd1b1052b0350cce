package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Match;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Where a statement is applied.
 *
 * @param section whose statement it is
 * @param open the sections that are open, the innermost first; the last is the whole configuration
 * @param start where the line begins
 * @param vty hears what vtysh would say of the line, in FRR's words
 */
public record Scope(
        Draft section, Deque<Draft> open, Problems problems, Position start, Match match, Consumer<String> vty) {

    /** The whole configuration. */
    public Draft root() {
        return open.getLast();
    }

    /** The BGP instance; there is one wherever a statement of it is found. */
    Draft router() {
        return root().child(Context.ROUTER_BGP, "").orElseThrow();
    }

    /** The same statement in another section. */
    Scope in(Draft other) {
        return new Scope(other, open, problems, start, match, vty);
    }

    void enter(Draft child) {
        open.push(child);
    }

    /** Closes the innermost section; the whole configuration stays open. */
    void leave() {
        if (open.size() > 1) {
            open.pop();
        }
    }

    void error(String argument, String message) {
        problems.error(new Position(start.file(), start.line(), match.column(argument)), message);
    }

    /** As {@link #error}, with what vtysh says. */
    void refuse(String argument, String message, String words) {
        error(argument, message);
        vty.accept(words);
    }

    void notModelled(String what) {
        problems.warning(start, "not modelled: " + what);
    }

    /** What most statements do: they are remembered. */
    static void keep(Scope scope, Command command, Arguments said) {
        if (!command.setting().modelled()) {
            scope.notModelled(scope.match.line().from(0));
        }
        scope.section.apply(command.setting(), command.negative(), said, scope.start);
    }
}
