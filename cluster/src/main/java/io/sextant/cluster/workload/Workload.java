package io.sextant.cluster.workload;

/** A running program, as a kubelet sees it. */
public interface Workload {

    /** SIGKILL: the process is gone at once and the kernel closes its sockets, with FIN or, where data was unread, RST. */
    void kill();

    /**
     * The image's stop signal: stops listening, closes connections that are idle and finishes what was begun.
     *
     * @param exited runs once, when the process has ended; at once if it had already
     */
    void quit(Runnable exited);

    /** Whether the process lives. */
    boolean isRunning();

    /** What the program wrote to its standard output, as {@code kubectl logs} shows it. */
    AccessLog log();
}
