package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.bgp.message.Origin;
import java.util.OptionalLong;

/**
 * How a speaker handles routes.
 *
 * @param learns whether routes from peers are kept; announcers like MetalLB ignore them
 * @param origin of routes the speaker originates
 * @param med of routes the speaker originates
 * @param localPreference of routes the speaker originates, towards its own AS; on the wire only there
 * @param prefixesPerUpdate how many prefixes share an UPDATE at most; the message's length is a further bound
 * @param endOfRib who is told that the first feed is over
 * @param endOfRibDelayNanos between the first feed and the End-of-RIB
 * @param waitsForPeerFeed whether the first UPDATE waits for the peer's own End-of-RIB
 * @param returnsRoutes whether a peer is sent its own routes back, as FRR's update groups do
 * @param multipathLimit paths used at once; FRR's {@code maximum-paths} defaults to what it was compiled with
 * @param delays the speaker's own delays
 */
public record RouteProfile(
        boolean learns,
        Origin origin,
        OptionalLong med,
        OptionalLong localPreference,
        int prefixesPerUpdate,
        EndOfRib endOfRib,
        long endOfRibDelayNanos,
        boolean waitsForPeerFeed,
        boolean returnsRoutes,
        int multipathLimit,
        RouteDelays delays) {

    /** Who gets an End-of-RIB marker. */
    public enum EndOfRib {
        NOBODY,
        /** Peers that announced graceful restart. */
        GRACEFUL_PEERS,
        EVERYBODY
    }
}
