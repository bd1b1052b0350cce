package io.sextant.lab.scenario.topology;

/** A Kubernetes node's part in the cluster. */
public enum NodeRole {
    CONTROL_PLANE("control-plane"),
    WORKER("worker");

    private final String word;

    NodeRole(String word) {
        this.word = word;
    }

    /** The word in a scenario file. */
    public String word() {
        return word;
    }
}
