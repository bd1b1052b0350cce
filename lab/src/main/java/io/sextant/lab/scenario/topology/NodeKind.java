package io.sextant.lab.scenario.topology;

/** What a node is. */
public enum NodeKind {
    /** A Linux host. */
    HOST("host"),
    /** A learning Ethernet switch, of which only ports are described. */
    SWITCH("switch"),
    /** A Linux router that runs FRR. */
    FRR_ROUTER("frr-router"),
    /** A node of the Kubernetes cluster. */
    K8S_NODE("k8s-node");

    private final String word;

    NodeKind(String word) {
        this.word = word;
    }

    /** With its article, for messages. */
    public String inWords() {
        return (this == FRR_ROUTER ? "an " : "a ") + word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
