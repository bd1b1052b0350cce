package io.sextant.topology.routing;

import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.host.TcpSocketOptions;

/**
 * What a speaker's packets look like below BGP, read off the captures in {@code samples/frr/lab-*}: FRR 8.4.4 and BIRD mark
 * CS6; FRR sends internal sessions with TTL 255 and external ones with 1; BIRD internal ones with 64; programs in Go leave
 * the kernel's 64 and mark nothing. GoBGP sends external sessions with TTL 1 ({@code pkg/server/sockopt.go}).
 */
final class SocketHabits {

    private static final int CS6 = 0xC0;

    private SocketHabits() {}

    static TcpSocketOptions of(SpeakerProfile profile, PeerType peer) {
        boolean external = peer == PeerType.EXTERNAL;
        boolean frr = profile.name().startsWith("FRR");
        boolean marks = frr || profile.name().startsWith("BIRD");
        boolean keepsDefault = profile.name().startsWith("MetalLB");
        int internalTtl = frr ? 255 : 0;
        return TcpSocketOptions.DEFAULT
                .withTtl(external && !keepsDefault ? 1 : internalTtl)
                .withTrafficClass(marks ? CS6 : 0)
                .withNoDelay(true);
    }
}
