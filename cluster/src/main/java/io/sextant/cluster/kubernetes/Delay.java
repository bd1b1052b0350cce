package io.sextant.cluster.kubernetes;

import io.sextant.engine.Scheduler;

/**
 * Runs what takes time later, except before the cluster has started: then everything happens at once, so that a run
 * can begin with a cluster that has long been there.
 */
public final class Delay {

    private final Scheduler scheduler;
    private boolean started;

    public Delay(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** From now on delays are waited for. */
    void start() {
        started = true;
    }

    /** Whether delays are waited for. */
    public boolean isStarted() {
        return started;
    }

    public long nowNanos() {
        return scheduler.nanos();
    }

    public void run(long delayNanos, String label, Runnable action) {
        if (started) {
            scheduler.after(delayNanos, label, action);
        } else {
            action.run();
        }
    }
}
