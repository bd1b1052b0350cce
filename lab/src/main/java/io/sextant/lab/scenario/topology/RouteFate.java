package io.sextant.lab.scenario.topology;

/** What a route does with packets, by iproute2's word for its type. */
public enum RouteFate {
    UNICAST("unicast"),
    /** Thrown away in silence. */
    BLACKHOLE("blackhole"),
    /** Thrown away; the sender is told that the host is unreachable. */
    UNREACHABLE("unreachable"),
    /** Thrown away; the sender is told that it is prohibited. */
    PROHIBIT("prohibit");

    private final String word;

    RouteFate(String word) {
        this.word = word;
    }

    /** The word in front of the prefix. */
    public String word() {
        return word;
    }
}
