package io.sextant.lab.frr.model;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Pattern;
import java.util.List;

/**
 * A kind of statement.
 *
 * @param key its name within its context: the fixed words, without those that lead to the context
 * @param form the statement as it is written, {@code no} left off
 * @param identity the arguments that tell one such statement from another, so that several can stand side by side
 * @param modelled whether it has an effect in Sextant
 */
public record Setting(String key, Pattern form, Memory memory, List<String> identity, boolean modelled) {

    /** What {@code X} and {@code no X} leave behind. */
    public enum Memory {
        /** {@code X} is kept, {@code no X} removes it. */
        POSITIVE,
        /** {@code no X} is kept, {@code X} removes it: what is on unless told otherwise. */
        NEGATIVE,
        /** Both are kept: the default depends on FRR's profile and version. */
        EITHER
    }

    public Setting {
        identity = List.copyOf(identity);
    }

    /** The key of one statement among its kind. */
    public String keyOf(Arguments said) {
        StringBuilder whole = new StringBuilder(key);
        for (String name : identity) {
            whole.append(' ').append(said.find(name).orElse(""));
        }
        return whole.toString();
    }
}
