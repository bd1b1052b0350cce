package io.sextant.topology.ecmp;

/** What the link a next hop lies on is doing. */
public enum LinkState {
    /** Up, with carrier. */
    UP,
    /** Set down by the administrator. */
    ADMIN_DOWN,
    /** Without carrier, {@code ignore_routes_with_linkdown} being 0 on the device, as by default. */
    NO_CARRIER,
    /** Without carrier, {@code ignore_routes_with_linkdown} being 1 on the device. */
    NO_CARRIER_IGNORED
}
