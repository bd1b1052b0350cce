package io.sextant.cluster.node;

/** The process in a pod. */
public interface PodProgram {

    /** SIGKILL: the process is gone, the kernel closes its sockets. */
    void kill();

    /** The image's stop signal: the process ends its work and calls {@code exited} once, at once if it is idle. */
    void stop(Runnable exited);
}
