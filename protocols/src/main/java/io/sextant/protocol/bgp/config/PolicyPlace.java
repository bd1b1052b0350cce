package io.sextant.protocol.bgp.config;

/** Where a peer's family asks a policy, in the order in which FRR 8.4 asks ({@code bgp_input_filter}, {@code bgp_output_filter}). */
public enum PolicyPlace {
    DISTRIBUTE_LIST_IN,
    PREFIX_LIST_IN,
    FILTER_LIST_IN,
    ROUTE_MAP_IN,
    DISTRIBUTE_LIST_OUT,
    PREFIX_LIST_OUT,
    FILTER_LIST_OUT,
    ROUTE_MAP_OUT,
    /** {@code unsuppress-map}: routes suppressed by an aggregate that are sent all the same. */
    UNSUPPRESS_MAP,
    /** {@code advertise-map}: routes sent only under the condition of the next two. */
    ADVERTISE_MAP,
    /** {@code exist-map} of an {@link #ADVERTISE_MAP}. */
    EXIST_MAP,
    /** {@code non-exist-map} of an {@link #ADVERTISE_MAP}. */
    NON_EXIST_MAP,
    /** {@code default-originate route-map}. */
    DEFAULT_ORIGINATE_MAP
}
