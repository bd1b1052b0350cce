package io.sextant.lab.scenario.timeline;

/** A program of FRR on a router. */
public enum RouterDaemon {
    BGPD("bgpd"),
    ZEBRA("zebra"),
    BFDD("bfdd");

    private final String word;

    RouterDaemon(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
