package io.sextant.lab.report;

import org.jspecify.annotations.Nullable;

/**
 * What became of one expectation.
 *
 * @param where {@code file:line:column} of the expectation
 * @param expected the claim in words, with its time
 * @param found what was there instead, or what was there
 * @param decidedNanos when it was decided
 * @param hint the scenario's own words for this outcome, or empty
 */
public record Verdict(
        String name,
        String description,
        String where,
        Outcome outcome,
        String expected,
        String found,
        @Nullable Long decidedNanos,
        String hint) {

    /** Whether it held. */
    public enum Outcome {
        PASSED,
        /** It did not hold, and only a warning hangs on it. */
        WARNED,
        FAILED
    }
}
