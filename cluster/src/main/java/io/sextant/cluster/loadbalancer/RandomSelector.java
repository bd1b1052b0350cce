package io.sextant.cluster.loadbalancer;

import java.util.random.RandomGenerator;

/**
 * Cilium's default: slot {@code (prandom % count) + 1} of the service's backends, drawn anew for each connection.
 * Weights are ignored.
 */
public final class RandomSelector implements BackendSelector {
    private final int[] backends;
    private final RandomGenerator random;

    /**
     * A selector.
     *
     * @param random the node's own stream; one 32-bit draw is taken for each connection
     * @param backends ids of the backends, slot 1 first
     */
    public RandomSelector(RandomGenerator random, int... backends) {
        this.random = random;
        this.backends = backends.clone();
    }

    @Override
    public int select(long clientHigh, long clientLow, int clientPort, int servicePort, int protocol) {
        if (backends.length == 0) {
            return NONE;
        }
        return backends[Integer.remainderUnsigned(random.nextInt(), backends.length)];
    }
}
