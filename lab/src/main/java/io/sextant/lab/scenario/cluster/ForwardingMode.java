package io.sextant.lab.scenario.cluster;

/** How a node hands a connection to a backend elsewhere ({@code loadBalancer.mode}). */
public enum ForwardingMode {
    /** The node puts its own address in place of the client's, so the reply comes back through it. */
    SNAT("snat");

    private final String word;

    ForwardingMode(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
