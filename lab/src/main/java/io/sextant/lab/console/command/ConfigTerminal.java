package io.sextant.lab.console.command;

import java.util.List;

/** A router's {@code configure terminal}, from there to {@code end}. */
public interface ConfigTerminal {

    /**
     * What vtysh says of a statement.
     *
     * @param words its lines; none of a statement that is taken in silence
     * @param refused whether it does not count
     */
    record Answer(List<String> words, boolean refused) {

        public Answer {
            words = List.copyOf(words);
        }
    }

    /** Takes a statement. */
    Answer take(String line);

    /** Whether an {@code exit} now would leave the configuration. */
    boolean isOutermost();

    /** What was said so far takes effect. */
    void commit();
}
