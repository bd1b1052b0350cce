package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who told us of a route. One object per peer, session and family, shared by all its routes. */
@SuppressWarnings("ReferenceEquality") // The same object needs no comparing.
public final class RouteSource {

    private final Kind kind;
    private final @Nullable PeerId peer;
    private final PeerType peerType;
    private final Asn asn;
    private final Ipv4Address routerId;
    private boolean heard = true;

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

    private RouteSource(Kind kind, @Nullable PeerId peer, PeerType peerType, Asn asn, Ipv4Address routerId) {
        this.kind = kind;
        this.peer = peer;
        this.peerType = peerType;
        this.asn = asn;
        this.routerId = routerId;
    }

    public static RouteSource learned(PeerId peer, PeerType type, Asn asn, Ipv4Address routerId) {
        return new RouteSource(Kind.LEARNED, peer, type, asn, routerId);
    }

    public static RouteSource local(Kind kind, Asn asn, Ipv4Address routerId) {
        return new RouteSource(kind, null, PeerType.INTERNAL, asn, routerId);
    }

    /** How the route came into BGP here. */
    public Kind kind() {
        return kind;
    }

    /** The relation to the peer; INTERNAL for our own. */
    public PeerType peerType() {
        return peerType;
    }

    /** The peer's AS, or ours. */
    public Asn asn() {
        return asn;
    }

    /** The peer's BGP identifier, or ours. */
    public Ipv4Address routerId() {
        return routerId;
    }

    public boolean isLocal() {
        return kind != Kind.LEARNED;
    }

    public Optional<PeerId> peer() {
        return Optional.ofNullable(peer);
    }

    /** The peer, or null for routes of our own; for code that runs for every route. */
    public @Nullable PeerId peerOrNull() {
        return peer;
    }

    /**
     * Whether its routes take part in decisions: a peer's session is up, or its restart is waited for (FRR 8.4
     * {@code bgp_best_selection} passes over the routes of other peers until they are cleared).
     */
    public boolean isHeard() {
        return heard;
    }

    /** The session went down; its routes are about to be cleared. */
    public void fallSilent() {
        heard = false;
    }

    /** Whether another session of the same peer speaks with the same AS and identifier, so that its routes stay its own. */
    public boolean isContinuedBy(Asn newAsn, Ipv4Address newRouterId) {
        return asn.equals(newAsn) && routerId.equals(newRouterId);
    }

    /** Whether two sources are the same voice: a newer route from it replaces the older. */
    boolean isSameVoice(RouteSource other) {
        return this == other || kind == other.kind && (peer == null ? other.peer == null : peer.equals(other.peer));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteSource that
                && isSameVoice(that)
                && peerType == that.peerType
                && asn.equals(that.asn)
                && routerId.equals(that.routerId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.name(), peer, asn, routerId);
    }

    @Override
    public String toString() {
        return peer == null ? kind.name() : peer.toString();
    }
}
