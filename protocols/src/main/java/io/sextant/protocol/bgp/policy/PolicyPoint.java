package io.sextant.protocol.bgp.policy;

/** Where a policy is asked; FRR 8.4's {@code PEER_RMAP_TYPE_*} and the places that set none of them. */
public enum PolicyPoint {
    /** Routes from a peer. */
    IN,
    /** Routes to a peer. */
    OUT,
    /** {@code network … route-map}. */
    NETWORK,
    /** {@code redistribute … route-map}. */
    REDISTRIBUTE,
    /** {@code aggregate-address … route-map}, {@code suppress-map}. */
    AGGREGATE,
    /** {@code default-originate route-map}. */
    DEFAULT_ORIGINATE,
    /** {@code advertise-map} and its conditions, {@code unsuppress-map}, {@code table-map}, {@code damping}. */
    OTHER;

    /** Whether routes here are made by the speaker itself, as {@code match peer local} asks. */
    public boolean isLocal() {
        return this == NETWORK || this == REDISTRIBUTE || this == AGGREGATE || this == DEFAULT_ORIGINATE;
    }
}
