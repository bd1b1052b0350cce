package io.sextant.lab.yaml;

/** How bad a problem is. */
public enum Severity {
    /** The file cannot be used. */
    ERROR("error"),
    /** The file can be used, but something in it has no effect or is probably not meant. */
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word in messages. */
    public String word() {
        return word;
    }
}
