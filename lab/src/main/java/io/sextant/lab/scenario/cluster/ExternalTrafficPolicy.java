package io.sextant.lab.scenario.cluster;

/** Which backends serve traffic from outside. */
public enum ExternalTrafficPolicy {
    /** Any, wherever it runs. */
    CLUSTER("Cluster"),
    /** Only those on the node that the packet reached; other nodes do not announce the service. */
    LOCAL("Local");

    private final String word;

    ExternalTrafficPolicy(String word) {
        this.word = word;
    }

    /** Kubernetes' word. */
    public String word() {
        return word;
    }
}
