package io.sextant.topology.forwarding;

/** Who put a route into the table: {@code proto} of {@code ip route} (rtnetlink's RTPROT_*). */
public enum RouteProtocol {
    KERNEL("kernel", 2),
    BOOT("boot", 3),
    STATIC("static", 4),
    ZEBRA("zebra", 11),
    BGP("bgp", 186),
    /** FRR's own number for its static routes; FRR's package names it {@code static} in {@code rt_protos.d/frr.conf}. */
    ZSTATIC("static", 196),
    ISIS("isis", 187),
    OSPF("ospf", 188),
    RIP("rip", 189);

    private final String keyword;
    private final int number;

    RouteProtocol(String keyword, int number) {
        this.keyword = keyword;
        this.number = number;
    }

    /** As {@code ip route} prints it. */
    public String keyword() {
        return keyword;
    }

    /** As rtnetlink numbers it. */
    public int number() {
        return number;
    }

    /** Whether a routing daemon made the route: what it points to by number is the daemon's, not the administrator's. */
    public boolean isDaemon() {
        return this != KERNEL && this != BOOT && this != STATIC;
    }
}
