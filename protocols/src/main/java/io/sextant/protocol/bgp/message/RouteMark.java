package io.sextant.protocol.bgp.message;

/** What a policy has done or asks of whoever sends the route on; FRR 8.4's {@code BATTR_RMAP_*} flags. */
public enum RouteMark {
    /** An IPv4 next hop was set and is kept. */
    IPV4_NEXT_HOP_SET,
    /** The next hop becomes our end of the session when the route is sent. */
    NEXT_HOP_PEER_ADDRESS,
    /** The next hop stays as it was received. */
    NEXT_HOP_UNCHANGED,
    /** A global IPv6 next hop was set and is kept. */
    IPV6_GLOBAL_NEXT_HOP_SET,
    /** A link-local IPv6 next hop was set and is kept. */
    IPV6_LOCAL_NEXT_HOP_SET,
    /** The global IPv6 next hop is installed although there is a link-local one. */
    IPV6_PREFER_GLOBAL,
    /** The link bandwidth community was set here, and is not recomputed. */
    LINK_BANDWIDTH_SET
}
