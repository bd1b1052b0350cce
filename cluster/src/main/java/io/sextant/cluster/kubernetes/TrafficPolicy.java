package io.sextant.cluster.kubernetes;

/** Which backends serve traffic from outside ({@code externalTrafficPolicy}). */
public enum TrafficPolicy {
    /** Any, wherever it runs. */
    CLUSTER("Cluster"),
    /** Only those on the node the packet reached. */
    LOCAL("Local");

    private final String word;

    TrafficPolicy(String word) {
        this.word = word;
    }

    /** Kubernetes' word. */
    public String word() {
        return word;
    }
}
