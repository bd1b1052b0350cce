package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import java.util.List;

/**
 * A router's place in a confederation (RFC 5065).
 *
 * @param own the member AS it is in
 * @param others the member ASes it knows beside its own
 */
public record Membership(Asn own, List<Asn> others) {

    public Membership {
        others = List.copyOf(others);
    }

    /** What a peer of an AS is to this router. */
    PeerType typeOf(Asn remote) {
        if (remote.equals(own)) {
            return PeerType.INTERNAL;
        }
        return others.contains(remote) ? PeerType.CONFEDERATION : PeerType.EXTERNAL;
    }
}
