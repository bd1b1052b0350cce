package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;

/** Whom an update group speaks to: peers that are sent the same, as they and the instance are configured now. */
final class Audience {

    final Instance instance;
    final SpeakerConfig config;
    final AddressFamily of;
    /** One of the members, all of whom are configured alike. */
    final Peer peer;
    /** Read whenever it matters who they are. */
    final List<Peer> members;
    /** The AS of the peer the group was made for. */
    final Asn theirs;

    final PeerType type;
    final PeerFamily family;

    Audience(Instance instance, Peer peer, Asn theirs, List<Peer> members, AddressFamily of) {
        this.instance = instance;
        this.config = instance.config;
        this.of = of;
        this.peer = peer;
        this.members = members;
        this.theirs = theirs;
        this.type = peer.type();
        this.family = peer.family(of);
    }

    boolean isExternal() {
        return type == PeerType.EXTERNAL;
    }

    boolean has(FamilyOption option) {
        return family.has(option);
    }

    /** From one internal peer to others. */
    boolean isReflected(Path path) {
        return !path.source().isLocal() && path.source().peerType() == PeerType.INTERNAL && type == PeerType.INTERNAL;
    }

    /** {@code route-server-client} at both ends. */
    boolean isTransparent(Path path) {
        Peer from = instance.peer(path.source().peerOrNull());
        return from != null
                && has(FamilyOption.ROUTE_SERVER_CLIENT)
                && from.family(of).has(FamilyOption.ROUTE_SERVER_CLIENT);
    }
}
