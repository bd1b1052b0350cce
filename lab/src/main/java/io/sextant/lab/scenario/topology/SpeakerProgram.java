package io.sextant.lab.scenario.topology;

import io.sextant.protocol.bgp.profile.SpeakerProfile;

/** A program that speaks BGP on a plain host. */
public enum SpeakerProgram {
    BIRD("bird", SpeakerProfile.BIRD_2_0),
    GOBGP("gobgp", SpeakerProfile.GOBGP_3_10),
    EXABGP("exabgp", SpeakerProfile.EXABGP_4_2),
    /** MetalLB's native speaker. */
    METALLB("metallb", SpeakerProfile.METALLB_0_10),
    /** Cilium's BGP control plane. */
    CILIUM("cilium", SpeakerProfile.CILIUM_CONTROL_PLANE);

    private final String word;
    private final SpeakerProfile profile;

    SpeakerProgram(String word, SpeakerProfile profile) {
        this.word = word;
        this.profile = profile;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }

    /** How it behaves. */
    public SpeakerProfile profile() {
        return profile;
    }
}
