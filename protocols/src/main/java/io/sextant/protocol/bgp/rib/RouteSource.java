package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who told us of a route. One object per peer and session, shared by all its routes.
 *
 * @param kind how the route came into BGP here
 * @param peerOrNull the peer, or null for routes of our own
 * @param peerType the relation to it; INTERNAL for our own
 * @param asn the peer's AS, or ours
 * @param routerId the peer's BGP identifier, or ours
 */
public record RouteSource(Kind kind, @Nullable PeerId peerOrNull, PeerType peerType, Asn asn, Ipv4Address routerId) {

    /** Ways into the table. */
    public enum Kind {
        /** From a peer. */
        LEARNED,
        /** By a {@code network} statement, or by a speaker that announces services. */
        NETWORK,
        /** From another routing source. */
        REDISTRIBUTED,
        /** Made from more specific routes. */
        AGGREGATE
    }

    public static RouteSource learned(PeerId peer, PeerType type, Asn asn, Ipv4Address routerId) {
        return new RouteSource(Kind.LEARNED, peer, type, asn, routerId);
    }

    public static RouteSource local(Kind kind, Asn asn, Ipv4Address routerId) {
        return new RouteSource(kind, null, PeerType.INTERNAL, asn, routerId);
    }

    public boolean isLocal() {
        return kind != Kind.LEARNED;
    }

    public Optional<PeerId> peer() {
        return Optional.ofNullable(peerOrNull);
    }

    /** Whether two sources are the same voice: a newer route from it replaces the older. */
    boolean isSameVoice(RouteSource other) {
        return this == other
                || kind == other.kind
                        && (peerOrNull == null ? other.peerOrNull == null : peerOrNull.equals(other.peerOrNull));
    }
}
