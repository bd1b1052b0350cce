package io.sextant.protocol.bgp.config;

/** Switches of a peer's family; names follow FRR 8.4's {@code neighbor X …} statements. */
public enum FamilyOption {
    ROUTE_REFLECTOR_CLIENT,
    ROUTE_SERVER_CLIENT,
    NEXT_HOP_SELF,
    /** {@code next-hop-self force}: for reflected routes too; given beside {@link #NEXT_HOP_SELF}. */
    FORCE_NEXT_HOP_SELF,
    AS_PATH_UNCHANGED,
    NEXT_HOP_UNCHANGED,
    MED_UNCHANGED,
    SEND_COMMUNITY,
    SEND_EXTENDED_COMMUNITY,
    SEND_LARGE_COMMUNITY,
    AS_OVERRIDE,
    /** {@code allowas-in origin}. */
    ALLOW_AS_IN_ORIGIN,
    REMOVE_PRIVATE_AS,
    /** {@code remove-private-AS all}; given beside {@link #REMOVE_PRIVATE_AS}. */
    REMOVE_PRIVATE_AS_ALL,
    /** {@code remove-private-AS … replace-AS}; given beside {@link #REMOVE_PRIVATE_AS}. */
    REMOVE_PRIVATE_AS_REPLACE,
    /** {@code soft-reconfiguration inbound}. */
    SOFT_RECONFIGURATION,
    DEFAULT_ORIGINATE,
    ADD_PATH_TX_ALL,
    ADD_PATH_TX_BEST_PER_AS,
    /** {@code disable-addpath-rx}. */
    DISABLE_ADD_PATH_RX,
    /** {@code nexthop-local unchanged}: IPv6 link-local next hops pass. */
    NEXT_HOP_LOCAL_UNCHANGED
}
