package io.sextant.lab.frr.grammar;

import java.util.List;

/** What became of a line. */
public sealed interface Outcome<T> {

    /** The one command that fits best. */
    record Found<T>(T command, Match match) implements Outcome<T> {}

    /** Several commands fit equally. */
    record Ambiguous<T>(List<String> patterns) implements Outcome<T> {}

    /**
     * No command fits.
     *
     * @param word the index of the first word that fits nowhere; the number of words if the line ended too early
     * @param expected what could stand there
     * @param keywords those of {@code expected} that are fixed words
     */
    record Unknown<T>(int word, List<String> expected, List<String> keywords) implements Outcome<T> {}
}
