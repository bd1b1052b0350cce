package io.sextant.cluster.flow;

/** A release of the hubble command, by what it prints. Both were run for the samples under the tests. */
public enum HubbleVersion {
    /** With Cilium 1.10: no identities, bare flows as JSON, policy verdicts as match kind and verdict. */
    V0_8_2("0.8.2"),
    /** Identities since 0.10.0; JSON wraps the flow with its node and time; verdicts read ALLOWED and DENIED. */
    V0_11_6("0.11.6");

    private final String text;

    HubbleVersion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    boolean printsIdentities() {
        return this != V0_8_2;
    }
}
