package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import org.jspecify.annotations.Nullable;

/**
 * Where and for whom a policy is asked. One object serves all routes of a peer at a place, so callers keep it.
 *
 * @param peer whom the route comes from or goes to, or null for the speaker itself
 * @param localAddress our end of the session, or null where there is none
 * @param peerType the relation to the peer; INTERNAL for the speaker itself
 * @param localAs our AS towards the peer: {@code local-as} where it is set
 * @param instanceAs the speaker's AS
 * @param absentLocalPreference what a route without LOCAL_PREF is taken to have: FRR 8.4 {@code bgp_attr_default_set} gives
 *     routes of the speaker's own the instance's default, and those from peers 0
 * @param integerBandwidth link bandwidth is sent as an integer ({@code disable-link-bw-encoding-ieee})
 */
public record PolicyContext(
        PolicyPoint point,
        @Nullable PeerId peer,
        @Nullable IpAddress localAddress,
        PeerType peerType,
        Asn localAs,
        Asn instanceAs,
        long absentLocalPreference,
        boolean integerBandwidth) {

    /**
     * Whom the route comes from. On its way out that is nobody: a map then sees the peer its update group is made of, which
     * has no address (FRR 8.4 {@code conf_copy}).
     */
    public @Nullable PeerId source() {
        return point == PolicyPoint.OUT ? null : peer;
    }

    /** For routes of the speaker itself. */
    public static PolicyContext local(PolicyPoint point, Asn instanceAs) {
        return new PolicyContext(point, null, null, PeerType.INTERNAL, instanceAs, instanceAs, 100, false);
    }

    /**
     * For a peer's routes.
     *
     * @param localAddress our end of the session, or null where there is none
     * @param instanceAs the speaker's AS
     */
    public static PolicyContext of(
            PolicyPoint point, PeerConfig peer, @Nullable IpAddress localAddress, Asn instanceAs) {
        return new PolicyContext(
                point,
                peer.id(),
                localAddress,
                peer.type(),
                peer.openAs(),
                instanceAs,
                0,
                peer.has(PeerOption.INTEGER_LINK_BANDWIDTH));
    }

    public PolicyContext withAbsentLocalPreference(long value) {
        return new PolicyContext(point, peer, localAddress, peerType, localAs, instanceAs, value, integerBandwidth);
    }
}
