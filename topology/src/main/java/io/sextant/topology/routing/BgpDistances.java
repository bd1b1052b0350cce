package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.config.Distances;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.Network;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import org.jspecify.annotations.Nullable;

/** The administrative distance of a route of BGP's (FRR 8.4 {@code bgp_distance_apply}). */
final class BgpDistances {

    private BgpDistances() {}

    /** What a map has set, what holds for the peer, what a backdoor says, or the usual; in this order. */
    static int of(Path best, SpeakerFamily family) {
        int set = best.attributes().notes().distance();
        Distances distances = family.distances();
        if (set > 0) {
            return set;
        }
        int ofPeer = ofPeer(best, distances);
        if (ofPeer > 0) {
            return ofPeer;
        }
        for (Network network : family.networks()) {
            if (network.backdoor() && network.prefix().equals(best.nlri().prefix())) {
                return distances.local();
            }
        }
        // FRR 8.4: aggregates, and peers inside the confederation, are neither external nor internal here.
        if (best.source().kind() != RouteSource.Kind.LEARNED) {
            return distances.local();
        }
        return switch (best.source().peerType()) {
            case EXTERNAL -> distances.external();
            case INTERNAL -> distances.internal();
            case CONFEDERATION -> distances.local();
        };
    }

    /** The statement for the longest prefix that holds the peer's address; 0 where it does not mean the route. */
    private static int ofPeer(Path best, Distances distances) {
        IpAddress peer = best.source().peer().map(id -> id.address()).orElse(null);
        Distances.OfSource longest = null;
        for (Distances.OfSource each : distances.ofSources()) {
            boolean holds = peer != null
                    && each.peers().address().lengthBits() == peer.lengthBits()
                    && each.peers().contains(peer);
            if (holds
                    && (longest == null
                            || each.peers().length() > longest.peers().length())) {
                longest = each;
            }
        }
        return longest == null || !means(longest.list(), best) ? 0 : longest.distance();
    }

    private static boolean means(@Nullable NamedPolicy list, Path best) {
        return list == null
                || list.policy()
                                .apply(
                                        PolicyRoute.of(best.nlri(), best.attributes()),
                                        PolicyContext.local(
                                                PolicyPoint.OTHER, best.source().asn()))
                        != null;
    }
}
