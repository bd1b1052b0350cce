package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the routing table behind the speaker ranks routes by, each 1..255.
 *
 * @param external {@code distance bgp EXTERNAL INTERNAL LOCAL}
 * @param local of prefixes with a {@code network … backdoor}
 * @param ofSources {@code distance N PREFIX [LIST]}
 */
public record Distances(int external, int internal, int local, List<OfSource> ofSources) {

    /** FRR 8.4 {@code ZEBRA_EBGP_DISTANCE_DEFAULT}, {@code ZEBRA_IBGP_DISTANCE_DEFAULT}. */
    public static final Distances DEFAULT = new Distances(20, 200, 200, List.of());

    public Distances {
        ofSources = List.copyOf(ofSources);
    }

    /**
     * What holds for routes from some peers.
     *
     * @param peers the network the peer's address is in
     * @param list which routes are meant, or null for all of them; one that is not defined means none
     */
    public record OfSource(
            IpPrefix peers, int distance, @Nullable NamedPolicy list) {}
}
