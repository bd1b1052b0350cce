package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;

/**
 * What is configured for one peer. {@link #of} fills in the profile's defaults; the {@code with…} methods change one thing
 * each, as a configuration statement would.
 *
 * @param localAs the AS this side speaks for
 * @param remoteAs the AS the peer must name in its OPEN
 * @param confederationMember whether a different {@code remoteAs} is an AS of the same confederation
 * @param localId this side's BGP identifier
 * @param families offered, in order; never empty
 * @param holdTimeSeconds proposed; 0 or 3..65535 (RFC 4271 §4.2)
 * @param keepaliveSeconds bound of the interval; 0 means a third of the hold time alone
 * @param connectRetryNanos between attempts
 * @param passive never dials
 * @param delayOpenNanos wait before our OPEN on a fresh connection (RFC 4271 §8.1.1); 0 for none
 * @param hostName said in the FQDN capability
 */
public record PeerConfig(
        PeerId id,
        SpeakerProfile profile,
        Asn localAs,
        Asn remoteAs,
        boolean confederationMember,
        Ipv4Address localId,
        List<AddressFamily> families,
        int holdTimeSeconds,
        int keepaliveSeconds,
        long connectRetryNanos,
        boolean passive,
        long delayOpenNanos,
        GracefulMode graceful,
        String hostName) {

    public PeerConfig {
        families = List.copyOf(families);
        if (families.isEmpty()) {
            throw new IllegalArgumentException("peer " + id + " has no address family");
        }
        if (holdTimeSeconds >>> 16 != 0 || holdTimeSeconds == 1 || holdTimeSeconds == 2) {
            throw new IllegalArgumentException("hold time " + holdTimeSeconds + " is not 0 or 3..65535 s");
        }
    }

    /** A peer with the profile's defaults and IPv4 unicast. */
    public static PeerConfig of(
            SpeakerProfile profile,
            IpAddress remoteAddress,
            Asn localAs,
            Asn remoteAs,
            Ipv4Address localId,
            String hostName) {
        return new PeerConfig(
                new PeerId(remoteAddress),
                profile,
                localAs,
                remoteAs,
                false,
                localId,
                List.of(AddressFamily.IPV4_UNICAST),
                profile.session().holdTimeSeconds(),
                profile.session().keepaliveSeconds(),
                profile.session().connectRetryNanos(),
                !profile.session().dials(),
                0,
                profile.graceful(),
                hostName);
    }

    public PeerType type() {
        if (localAs.equals(remoteAs)) {
            return PeerType.INTERNAL;
        }
        return confederationMember ? PeerType.CONFEDERATION : PeerType.EXTERNAL;
    }

    public PeerConfig withTimers(int newKeepaliveSeconds, int newHoldTimeSeconds) {
        return copy(
                families,
                newHoldTimeSeconds,
                newKeepaliveSeconds,
                connectRetryNanos,
                passive,
                delayOpenNanos,
                graceful);
    }

    public PeerConfig withConnectRetry(long nanos) {
        return copy(families, holdTimeSeconds, keepaliveSeconds, nanos, passive, delayOpenNanos, graceful);
    }

    public PeerConfig withPassive(boolean newPassive) {
        return copy(
                families, holdTimeSeconds, keepaliveSeconds, connectRetryNanos, newPassive, delayOpenNanos, graceful);
    }

    public PeerConfig withDelayOpen(long nanos) {
        return copy(families, holdTimeSeconds, keepaliveSeconds, connectRetryNanos, passive, nanos, graceful);
    }

    public PeerConfig withGraceful(GracefulMode mode) {
        return copy(families, holdTimeSeconds, keepaliveSeconds, connectRetryNanos, passive, delayOpenNanos, mode);
    }

    public PeerConfig withFamilies(List<AddressFamily> newFamilies) {
        return copy(
                newFamilies, holdTimeSeconds, keepaliveSeconds, connectRetryNanos, passive, delayOpenNanos, graceful);
    }

    private PeerConfig copy(
            List<AddressFamily> newFamilies,
            int newHoldTimeSeconds,
            int newKeepaliveSeconds,
            long newConnectRetryNanos,
            boolean newPassive,
            long newDelayOpenNanos,
            GracefulMode newGraceful) {
        return new PeerConfig(
                id,
                profile,
                localAs,
                remoteAs,
                confederationMember,
                localId,
                newFamilies,
                newHoldTimeSeconds,
                newKeepaliveSeconds,
                newConnectRetryNanos,
                newPassive,
                newDelayOpenNanos,
                newGraceful,
                hostName);
    }
}
