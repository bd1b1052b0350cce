package io.sextant.lab.frr.model;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.Optional;

/**
 * One statement that is in force.
 *
 * @param negative it was a {@code no} statement
 */
public record Entry(Setting setting, boolean negative, Arguments said, Position position) implements Located {

    /** The statement, written out as FRR writes it. */
    public String text() {
        return (negative ? "no " : "") + setting.form().write(said);
    }

    public boolean has(String keyword) {
        return said.has(keyword);
    }

    public String value(String name) {
        return said.value(name);
    }

    public Optional<String> find(String name) {
        return said.find(name);
    }

    public long number(String name) {
        return said.number(name);
    }
}
