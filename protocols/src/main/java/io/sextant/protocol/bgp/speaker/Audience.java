package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.LocalAs;
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
        this.type = peer.typeOfAudience();
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

    /** Whether it is told routes of IPv6 over a link we are on as well, where link-local addresses mean something. */
    boolean sharesIpv6Link() {
        return of.afi() == AddressFamily.AFI_IPV6
                && config.nextHops().connectedNetwork(peer.id().address()).isPresent();
    }

    /** {@code route-server-client} at both ends. */
    boolean isTransparent(Path path) {
        Peer from = instance.peer(path.source().peerOrNull());
        return from != null
                && has(FamilyOption.ROUTE_SERVER_CLIENT)
                && from.family(of).has(FamilyOption.ROUTE_SERVER_CLIENT);
    }

    /** A path with what this router puts in front of it (FRR 8.4 {@code bgp_packet_attribute}). */
    AsPath lengthened(AsPath path) {
        if (type == PeerType.CONFEDERATION) {
            return path.prependMember(config.localAs());
        }
        boolean unchanged =
                (has(FamilyOption.AS_PATH_UNCHANGED) && !path.isEmpty()) || has(FamilyOption.ROUTE_SERVER_CLIENT);
        if (type == PeerType.INTERNAL || unchanged) {
            return path;
        }
        AsPath plain = path.withoutConfederation();
        Confederation confederation = config.confederation();
        if (confederation != null) {
            return confederation.members().contains(theirs)
                    ? plain.prependMember(config.localAs())
                    : plain.prepend(confederation.identifier(), 1);
        }
        LocalAs local = peer.config().changedLocalAs();
        if (local == null) {
            return plain.prepend(config.localAs(), 1);
        }
        // FRR 8.4 bgp_append_local_as: nor where our own number is one of those to be removed.
        boolean hidden = config.localAs().isPrivate() && has(FamilyOption.REMOVE_PRIVATE_AS);
        AsPath longer = local.replaceAs() || hidden ? plain : plain.prepend(config.localAs(), 1);
        return longer.prepend(local.asn(), 1);
    }
}
