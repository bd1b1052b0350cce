package io.sextant.topology.forwarding;

/** How far a route's destination is: {@code scope} of {@code ip route}. */
public enum RouteScope {
    /** Through a gateway. */
    GLOBAL,
    /** On the link itself. */
    LINK,
    /** On this host. */
    HOST
}
