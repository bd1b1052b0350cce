package io.sextant.cluster.kubernetes;

/**
 * How long the control plane takes. Node figures are the defaults of kube-controller-manager, kubelet and the
 * DefaultTolerationSeconds admission plugin; watch, scheduling, endpoints and start-up figures are estimates for a small
 * idle cluster, not measured.
 *
 * @param leaseNanos kubelet renews its lease this often
 * @param nodeMonitorNanos the controller looks at the leases this often
 * @param nodeGraceNanos an unchanged lease makes a node NotReady after this long
 * @param tolerationNanos pods stay on a lost node this long before they are evicted
 * @param podStartNanos from scheduling to running, image at hand
 * @param restartNanos from a container's death to its next start, the first time
 * @param terminationGraceNanos from SIGTERM to SIGKILL
 * @param bootNanos from power to a kubelet that reports
 */
public record KubernetesProfile(
        String version,
        long watchNanos,
        long schedulingNanos,
        long endpointsNanos,
        long podStartNanos,
        long restartNanos,
        long terminationGraceNanos,
        long leaseNanos,
        long nodeMonitorNanos,
        long nodeGraceNanos,
        long tolerationNanos,
        long bootNanos) {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** Kubernetes 1.22. */
    public static final KubernetesProfile V1_22 = new KubernetesProfile(
            "1.22",
            5 * MILLI,
            10 * MILLI,
            20 * MILLI,
            1_200 * MILLI,
            900 * MILLI,
            30 * SECOND,
            10 * SECOND,
            5 * SECOND,
            40 * SECOND,
            300 * SECOND,
            30 * SECOND);
}
