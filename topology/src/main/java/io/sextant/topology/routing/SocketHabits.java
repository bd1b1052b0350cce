package io.sextant.topology.routing;

import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.host.TcpProtection;
import io.sextant.topology.host.TcpSocketOptions;

/**
 * What a speaker's packets look like below BGP, read off the captures in {@code samples/frr/lab-*}: FRR 8.4.4 and BIRD mark
 * CS6; FRR sends internal sessions with TTL 255 and external ones with 1; BIRD internal ones with 64; programs in Go leave
 * the kernel's 64 and mark nothing. GoBGP sends external sessions with TTL 1 ({@code pkg/server/sockopt.go}).
 */
final class SocketHabits {

    private static final int CS6 = 0xC0;

    private SocketHabits() {}

    /** Of a connection with a peer. */
    static TcpSocketOptions of(SpeakerProfile profile, PeerConfig peer) {
        TcpSocketOptions options = of(profile, peer.type());
        boolean keepsDefault = options.ttl() == 0;
        return keepsDefault ? options : options.withTtl(ttl(profile, peer, options.ttl()));
    }

    private static int ttl(SpeakerProfile profile, PeerConfig peer, int usual) {
        return isFrr(profile) || peer.transport().ttl() > 1 ? peer.ttl() : usual;
    }

    /** What the peer's segments have to be like. */
    static TcpProtection protection(PeerConfig peer) {
        int hops = peer.transport().ttlSecurityHops();
        // FRR 8.4 bgp_set_socket_ttl: MAXTTL + 1 - gtsm_hops.
        return new TcpProtection(peer.transport().password(), hops == 0 ? 0 : 256 - hops);
    }

    private static boolean isFrr(SpeakerProfile profile) {
        return profile.name().startsWith("FRR");
    }

    /** Of a listener, which serves all its peers of a kind. */
    static TcpSocketOptions of(SpeakerProfile profile, PeerType peer) {
        boolean external = peer != PeerType.INTERNAL;
        boolean frr = isFrr(profile);
        boolean marks = frr || profile.name().startsWith("BIRD");
        boolean keepsDefault = profile.name().startsWith("MetalLB");
        int internalTtl = frr ? 255 : 0;
        return TcpSocketOptions.DEFAULT
                .withTtl(external && !keepsDefault ? 1 : internalTtl)
                .withTrafficClass(marks ? CS6 : 0)
                .withNoDelay(true);
    }
}
