package io.sextant.lab.scenario.expect;

/** How much a broken expectation weighs. */
public enum Level {
    /** The run fails. */
    ERROR("error"),
    /** The run passes, with a warning. */
    WARNING("warning");

    private final String word;

    Level(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
