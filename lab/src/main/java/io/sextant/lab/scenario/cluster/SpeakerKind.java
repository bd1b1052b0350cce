package io.sextant.lab.scenario.cluster;

/** Which BGP speaker runs on the nodes. */
public enum SpeakerKind {
    /** MetalLB's native speaker, alone or inside Cilium 1.10: dials only, LOCAL_PREF 0, ORIGIN incomplete, no IPv6. */
    METALLB("metallb"),
    /** MetalLB 0.13 or 0.14 with FRR for its BGP: IPv4 and IPv6 over every session. */
    METALLB_FRR("metallb-frr"),
    /** Cilium's BGP control plane (GoBGP): LOCAL_PREF 100, ORIGIN igp, IPv4 and IPv6. */
    CILIUM("cilium"),
    /** No speaker: nothing is announced. */
    NONE("none");

    private final String word;

    SpeakerKind(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
