package io.sextant.lab.scenario.topology;

/** FRR's two sets of defaults, the word behind {@code frr defaults}. */
public enum FrrDefaults {
    /** Keepalive 60 s, hold 180 s, connect retry 120 s, {@code ebgp-requires-policy} on. */
    TRADITIONAL("traditional", 180, 60, 120),
    /** Keepalive 3 s, hold 9 s, connect retry 10 s, {@code ebgp-requires-policy} off. */
    DATACENTER("datacenter", 9, 3, 10);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String word;
    private final int holdSeconds;
    private final int keepaliveSeconds;
    private final int connectRetrySeconds;

    FrrDefaults(String word, int holdSeconds, int keepaliveSeconds, int connectRetrySeconds) {
        this.word = word;
        this.holdSeconds = holdSeconds;
        this.keepaliveSeconds = keepaliveSeconds;
        this.connectRetrySeconds = connectRetrySeconds;
    }

    /** The word in a scenario file and in {@code frr.conf}. */
    public String word() {
        return word;
    }

    /** The timers of a neighbour about which nothing is said. */
    public BgpTimers timers() {
        return new BgpTimers(
                holdSeconds * NANOS_PER_SECOND,
                keepaliveSeconds * NANOS_PER_SECOND,
                connectRetrySeconds * NANOS_PER_SECOND);
    }
}
