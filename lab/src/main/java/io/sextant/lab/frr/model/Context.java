package io.sextant.lab.frr.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a statement stands; FRR calls it a node. */
public enum Context {
    /** The top level. */
    CONFIG(null),
    INTERFACE(CONFIG),
    VRF(CONFIG),
    ROUTER_BGP(CONFIG),
    /** What {@code neighbor X} says below {@code router bgp}; no line of its own opens it. */
    NEIGHBOR(ROUTER_BGP),
    IPV4_UNICAST(ROUTER_BGP),
    IPV6_UNICAST(ROUTER_BGP),
    /** What {@code neighbor X} says in an address family. */
    FAMILY_NEIGHBOR(ROUTER_BGP),
    ROUTE_MAP(CONFIG),
    /** The lines of one prefix, access, AS-path or community list; no line of its own opens it. */
    LIST(CONFIG),
    BFD(CONFIG),
    BFD_PEER(BFD),
    BFD_PROFILE(BFD),
    LINE_VTY(CONFIG),
    /** A block FRR knows and Sextant does not look into. */
    SKIPPED(CONFIG),
    /** The same, below {@code router bgp}. */
    SKIPPED_FAMILY(ROUTER_BGP);

    private final @Nullable Context parent;

    Context(@Nullable Context parent) {
        this.parent = parent;
    }

    /** Where {@code exit} leads, and where a command is looked for that is none here. */
    public Optional<Context> parent() {
        return Optional.ofNullable(parent);
    }
}
