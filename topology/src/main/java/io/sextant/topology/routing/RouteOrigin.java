package io.sextant.topology.routing;

/**
 * Who told zebra of a route (FRR 8.4 {@code lib/route_types.txt}). The order of the constants is the order in which zebra's
 * queue takes them ({@code enum meta_queue_indexes} of {@code zebra_rib.c}).
 */
public enum RouteOrigin {
    /** An interface's own network. */
    CONNECTED("connected", 'C', 0),
    /** What others put into the kernel's table. */
    KERNEL("kernel", 'K', 0),
    /** staticd. */
    STATIC("static", 'S', 1),
    /** bgpd. */
    BGP("bgp", 'B', 20);

    private final String keyword;
    private final char letter;
    private final int defaultDistance;

    RouteOrigin(String keyword, char letter, int defaultDistance) {
        this.keyword = keyword;
        this.letter = letter;
        this.defaultDistance = defaultDistance;
    }

    /** As {@code show ip route} and {@code redistribute} call it. */
    public String keyword() {
        return keyword;
    }

    /** The first character of a line of {@code show ip route}. */
    public char letter() {
        return letter;
    }

    /** Administrative distance when the route's owner names none. */
    public int defaultDistance() {
        return defaultDistance;
    }

    /** Whether the kernel has such routes of its own accord: zebra never writes them ({@code RIB_SYSTEM_ROUTE}). */
    public boolean isSystem() {
        return this == CONNECTED || this == KERNEL;
    }
}
