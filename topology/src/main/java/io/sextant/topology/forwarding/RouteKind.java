package io.sextant.topology.forwarding;

/** What becomes of packets that match a route. */
public enum RouteKind {
    /** Sent to a next hop. */
    UNICAST,
    /** Dropped without a word. */
    BLACKHOLE,
    /** Dropped, the sender is told host unreachable. */
    UNREACHABLE,
    /** Dropped, the sender is told communication prohibited. */
    PROHIBIT
}
