package io.sextant.lab.scenario.topology;

import io.sextant.protocol.bgp.profile.SpeakerProfile;

/** A program that speaks BGP on a plain host. */
public enum SpeakerProgram {
    BIRD("bird"),
    GOBGP("gobgp"),
    EXABGP("exabgp"),
    /** MetalLB's native speaker. */
    METALLB("metallb"),
    /** Cilium's BGP control plane. */
    CILIUM("cilium");

    private final String word;

    SpeakerProgram(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }

    /** How it behaves. */
    public SpeakerProfile profile() {
        return switch (this) {
            case BIRD -> SpeakerProfile.BIRD_2_0;
            case GOBGP -> SpeakerProfile.GOBGP_3_10;
            case EXABGP -> SpeakerProfile.EXABGP_4_2;
            case METALLB -> SpeakerProfile.METALLB_0_10;
            case CILIUM -> SpeakerProfile.CILIUM_CONTROL_PLANE;
        };
    }
}
