package io.sextant.lab.console.command;

/** What a machine is in the lab. */
public enum Role {
    /** Runs FRR. */
    ROUTER,
    /** A plain Linux host, such as a client. */
    HOST,
    /** A Kubernetes worker. */
    WORKER,
    /** A Kubernetes node that runs the control plane. */
    MASTER,
    /** Outside the cluster, with access to the API server and to Hubble Relay: the article's k8s-control. */
    CONTROL,
    /** A pod. */
    POD;

    /** Whether kubectl is installed and configured there. */
    public boolean hasKubectl() {
        return this == MASTER || this == CONTROL;
    }

    /** Whether a Cilium agent runs there. */
    public boolean isKubernetesNode() {
        return this == MASTER || this == WORKER;
    }
}
