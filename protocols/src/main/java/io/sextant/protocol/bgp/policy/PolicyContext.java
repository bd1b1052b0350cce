package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.session.PeerId;
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
 * @param group the peer group's name, or blank
 * @param peerInterface the interface the peer is configured on, or blank
 * @param roundTripMillis the session's round trip as TCP knows it, 0 for unknown
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
        String group,
        String peerInterface,
        long roundTripMillis,
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
        return new PolicyContext(point, null, null, PeerType.INTERNAL, instanceAs, instanceAs, "", "", 0, 100, false);
    }

    /** For a peer's routes. */
    public static PolicyContext of(
            PolicyPoint point, PeerId peer, @Nullable IpAddress localAddress, PeerType type, Asn localAs, Asn own) {
        return new PolicyContext(point, peer, localAddress, type, localAs, own, "", "", 0, 0, false);
    }

    public PolicyContext withGroup(String value) {
        return new PolicyContext(
                point,
                peer,
                localAddress,
                peerType,
                localAs,
                instanceAs,
                value,
                peerInterface,
                roundTripMillis,
                absentLocalPreference,
                integerBandwidth);
    }

    public PolicyContext withPeerInterface(String value) {
        return new PolicyContext(
                point,
                peer,
                localAddress,
                peerType,
                localAs,
                instanceAs,
                group,
                value,
                roundTripMillis,
                absentLocalPreference,
                integerBandwidth);
    }

    public PolicyContext withRoundTripMillis(long value) {
        return new PolicyContext(
                point,
                peer,
                localAddress,
                peerType,
                localAs,
                instanceAs,
                group,
                peerInterface,
                value,
                absentLocalPreference,
                integerBandwidth);
    }

    public PolicyContext withAbsentLocalPreference(long value) {
        return new PolicyContext(
                point,
                peer,
                localAddress,
                peerType,
                localAs,
                instanceAs,
                group,
                peerInterface,
                roundTripMillis,
                value,
                integerBandwidth);
    }

    public PolicyContext withIntegerBandwidth(boolean value) {
        return new PolicyContext(
                point,
                peer,
                localAddress,
                peerType,
                localAs,
                instanceAs,
                group,
                peerInterface,
                roundTripMillis,
                absentLocalPreference,
                value);
    }
}
