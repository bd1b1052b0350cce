package io.sextant.cluster.kubernetes;

/** How far a service reaches. */
public enum ServiceType {
    CLUSTER_IP("ClusterIP"),
    NODE_PORT("NodePort"),
    LOAD_BALANCER("LoadBalancer");

    private final String word;

    ServiceType(String word) {
        this.word = word;
    }

    /** Kubernetes' word. */
    public String word() {
        return word;
    }
}
