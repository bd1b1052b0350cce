package io.sextant.cluster.kubernetes;

/** How far a pod's container has come. */
public enum PodPhase {
    /** No container runs yet. */
    PENDING,
    RUNNING,
    /** The container has died and is not started again yet. */
    FAILED
}
