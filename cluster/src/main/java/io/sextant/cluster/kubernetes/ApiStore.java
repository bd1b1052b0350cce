package io.sextant.cluster.kubernetes;

/** The API server's memory: one table per kind. */
public final class ApiStore {

    private final ApiTable<KubeNode> nodes;
    private final ApiTable<Deployment> deployments;
    private final ApiTable<Pod> pods;
    private final ApiTable<Service> services;
    private final ApiTable<Endpoints> endpoints;
    private final ApiTable<Ingress> ingresses;

    /**
     * An empty store.
     *
     * @param watchNanos how long after a change watchers hear of it
     */
    public ApiStore(Delay delay, long watchNanos) {
        nodes = new ApiTable<>("node", delay, watchNanos);
        deployments = new ApiTable<>("deployment", delay, watchNanos);
        pods = new ApiTable<>("pod", delay, watchNanos);
        services = new ApiTable<>("service", delay, watchNanos);
        endpoints = new ApiTable<>("endpoints", delay, watchNanos);
        ingresses = new ApiTable<>("ingress", delay, watchNanos);
    }

    public ApiTable<KubeNode> nodes() {
        return nodes;
    }

    public ApiTable<Deployment> deployments() {
        return deployments;
    }

    public ApiTable<Pod> pods() {
        return pods;
    }

    public ApiTable<Service> services() {
        return services;
    }

    public ApiTable<Endpoints> endpoints() {
        return endpoints;
    }

    public ApiTable<Ingress> ingresses() {
        return ingresses;
    }
}
