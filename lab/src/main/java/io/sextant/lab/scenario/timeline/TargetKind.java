package io.sextant.lab.scenario.timeline;

/** What an action is done to. */
public enum TargetKind {
    NONE("nothing"),
    NODE("a node"),
    K8S_NODE("a Kubernetes node"),
    /** A Kubernetes node, or a host that runs a BGP speaker. */
    SPEAKER("a node that runs a BGP speaker"),
    ROUTER("an FRR router"),
    /** An FRR router, or a host that runs a BGP speaker. */
    ROUTER_OR_SPEAKER("an FRR router or a host that runs a BGP speaker"),
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
