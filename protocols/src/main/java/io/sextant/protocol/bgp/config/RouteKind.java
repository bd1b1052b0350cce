package io.sextant.protocol.bgp.config;

/** Where the routing table behind a speaker has a route from, as {@code redistribute} names it. */
public enum RouteKind {
    KERNEL,
    CONNECTED,
    STATIC,
    OTHER
}
