package io.sextant.lab.scenario.cluster;

/** How a node chooses a backend for a new connection ({@code loadBalancer.algorithm}). */
public enum BackendAlgorithm {
    RANDOM("random"),
    MAGLEV("maglev");

    private final String word;

    BackendAlgorithm(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
