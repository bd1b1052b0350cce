package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;

/** What a statement does. */
@FunctionalInterface
interface Handler {
    void apply(Scope scope, Command command, Arguments said);
}
