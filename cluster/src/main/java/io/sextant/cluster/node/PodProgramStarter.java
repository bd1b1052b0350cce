package io.sextant.cluster.node;

import io.sextant.cluster.kubernetes.Pod;
import io.sextant.topology.host.Host;

/** Starts what a pod's image holds in the pod's network namespace. */
@FunctionalInterface
public interface PodProgramStarter {

    PodProgram start(Host host, Pod pod);
}
