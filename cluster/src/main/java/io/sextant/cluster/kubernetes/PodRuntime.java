package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import java.util.List;

/** What a kubelet drives: the thing that really runs pods on a node (CRI and CNI in one). */
public interface PodRuntime {

    /** Makes the pod's network namespace with these addresses and starts its process. */
    void start(Pod pod, List<IpAddress> ips);

    /** Starts the process again in the namespace that is there. */
    void restart(Pod pod);

    /** The process dies at once. */
    void kill(Pod pod);

    /** Asks the process to end (SIGTERM or the image's stop signal); {@code exited} is called when it has. */
    void terminate(Pod pod, Runnable exited);

    /** Takes the namespace away; the process is dead by then or dies now. */
    void remove(Pod pod);
}
