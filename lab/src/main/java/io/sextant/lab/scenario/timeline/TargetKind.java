package io.sextant.lab.scenario.timeline;

/** What an action is done to. */
public enum TargetKind {
    NONE("nothing"),
    NODE("a node"),
    K8S_NODE("a Kubernetes node"),
    ROUTER("an FRR router"),
    LINK("a link"),
    DEPLOYMENT("a deployment"),
    POD("a pod");

    private final String words;

    TargetKind(String words) {
        this.words = words;
    }

    /** For messages. */
    public String words() {
        return words;
    }
}
