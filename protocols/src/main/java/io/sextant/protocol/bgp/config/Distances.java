package io.sextant.protocol.bgp.config;

/** {@code distance bgp EXTERNAL INTERNAL LOCAL}: what the routing table behind the speaker ranks routes by, 1..255. */
public record Distances(int external, int internal, int local) {

    /** FRR 8.4 {@code ZEBRA_EBGP_DISTANCE_DEFAULT}, {@code ZEBRA_IBGP_DISTANCE_DEFAULT}. */
    public static final Distances DEFAULT = new Distances(20, 200, 200);
}
