package io.sextant.lab.scenario.cluster;

/** How an ingress path is compared. */
public enum PathKind {
    EXACT("exact"),
    /** Whole segments: {@code /shop} matches {@code /shop/cart} and not {@code /shopping}. */
    PREFIX("prefix"),
    /** A regular expression from the start of the path, whose groups a rewrite can use. */
    REGEX("regex");

    private final String word;

    PathKind(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
