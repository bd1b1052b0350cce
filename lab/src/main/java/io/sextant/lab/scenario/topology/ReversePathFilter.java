package io.sextant.lab.scenario.topology;

/** {@code net.ipv4.conf.*.rp_filter} (RFC 3704). */
public enum ReversePathFilter {
    /** 0: any source is accepted. */
    OFF("off"),
    /** 1: the way back to the source must leave by the interface the packet came in by. */
    STRICT("strict"),
    /** 2: some way back to the source must exist. */
    LOOSE("loose");

    private final String word;

    ReversePathFilter(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
