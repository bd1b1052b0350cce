package io.sextant.lab.frr.grammar;

/** One place of a pattern. */
public sealed interface Symbol {

    /** What to write here, for messages. */
    String expected();

    /** A fixed word, which may be abbreviated. */
    record Keyword(String text) implements Symbol {
        @Override
        public String expected() {
            return text;
        }
    }

    /**
     * A value.
     *
     * @param fallback what an optional argument is when it is not written; empty if there is no such value
     */
    record Argument(String name, ArgumentType type, String fallback) implements Symbol {
        @Override
        public String expected() {
            return type.expected(name);
        }
    }
}
