package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Match;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.util.Deque;
import java.util.Optional;

/**
 * Where a statement is applied.
 *
 * @param section whose statement it is
 * @param open the sections that are open, the innermost first; the last is the whole configuration
 * @param start where the line begins
 * @param vty hears what vtysh would say of the line
 */
public record Scope(Draft section, Deque<Draft> open, Problems problems, Position start, Match match, VtyAnswers vty) {

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
        refuse(argument, message, "% " + message);
    }

    /** As {@link #error}, with what vtysh says. */
    void refuse(String argument, String message, String words) {
        problems.error(new Position(start.file(), start.line(), match.column(argument)), message);
        vty.say(words, true);
    }

    /** FRR refuses the statement and goes on without it: nothing is wrong with what stands around it. */
    void passOver(String message, String words) {
        problems.warning(start, "FRR refuses this, and it has no effect: " + message);
        vty.say(words, true);
    }

    /** FRR says nothing of it in a file; vtysh says this and refuses. */
    void refuseInVty(String words) {
        vty.say(words, true);
    }

    /** The statement counts, and vtysh says something of it. */
    void remark(String words) {
        vty.say(words, false);
    }

    void notModelled(String what) {
        problems.warning(start, "not modelled: " + what);
    }

    /** bgpd says so where a map is named before it is made (FRR 8.4 {@code route_map_lookup_warn_noexist}). */
    private static void warnOfMap(Scope scope, Arguments said) {
        Context context = scope.section.context();
        boolean family = context == Context.FAMILY_NEIGHBOR
                || context == Context.IPV4_UNICAST
                || context == Context.IPV6_UNICAST;
        Optional<String> map = family ? said.find("map") : Optional.empty();
        boolean missing = map.isPresent()
                && scope.root().children(Context.ROUTE_MAP).stream()
                        .noneMatch(entry -> entry.name().startsWith(map.get() + " "));
        if (missing) {
            scope.remark("The route-map '" + map.get() + "' does not exist.");
        }
    }

    /** What most statements do: they are remembered. */
    static void keep(Scope scope, Command command, Arguments said) {
        if (!command.setting().modelled()) {
            scope.notModelled(scope.match.line().from(0));
        }
        if (!command.negative()) {
            warnOfMap(scope, said);
        }
        scope.section.apply(command.setting(), command.negative(), said, scope.start);
    }
}
