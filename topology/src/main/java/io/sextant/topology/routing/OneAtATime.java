package io.sextant.topology.routing;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Steps of a machine, one at a time: what comes up while a step is being carried out waits its turn, so that no step sees
 * the machine in the middle of another.
 */
final class OneAtATime {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    /**
     * Runs a step, and those that came up meanwhile; at once, unless a step is under way.
     *
     * @return whether everything has been carried out, so that the machine stands still
     */
    boolean run(Runnable step) {
        waiting.add(step);
        if (busy) {
            return false;
        }
        busy = true;
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        } finally {
            busy = false;
        }
        return true;
    }

    void clear() {
        waiting.clear();
    }
}
