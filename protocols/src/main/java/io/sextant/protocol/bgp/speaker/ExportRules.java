package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RawAttribute;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What RFC 4271 §5.1 and §9.1.3 make of a route on its way to a peer, before the operator's export policy. */
final class ExportRules {

    private final PeerConfig peer;
    private final long defaultLocalPreference;

    ExportRules(PeerConfig peer, long defaultLocalPreference) {
        this.peer = peer;
        this.defaultLocalPreference = defaultLocalPreference;
    }

    /**
     * The attributes as they would be sent, or nothing when the route is not for this peer.
     *
     * @param localAddress of the session, the next hop of routes that are ours or leave the AS
     */
    Optional<PathAttributes> apply(Path path, IpAddress localAddress) {
        if (!isFor(path)) {
            return Optional.empty();
        }
        PathAttributes attributes = path.attributes();
        PathAttributes.Builder out = attributes.toBuilder();
        if (peer.type() == PeerType.EXTERNAL) {
            leaveTheAs(path, out);
        } else {
            long preference = attributes.localPreference().orElse(defaultLocalPreference);
            out.localPreference(OptionalLong.of(preference));
            if (peer.type() == PeerType.CONFEDERATION) {
                out.asPath(attributes.asPath().prependMember(peer.localAs()));
            }
        }
        if (path.source().isLocal() || peer.type() == PeerType.EXTERNAL) {
            out.nextHop(localAddress).linkLocalNextHop(null);
        }
        out.others(attributes.others().stream()
                .filter(RawAttribute::isTransitive)
                // RFC 4271 §5: whoever passes on what it does not understand says so.
                .map(other -> new RawAttribute(other.flags() | 0x20, other.type(), other.value()))
                .toList());
        return Optional.of(out.build());
    }

    private boolean isFor(Path path) {
        List<Community> communities = path.attributes().communities();
        if (path.source().peer().equals(Optional.of(peer.id())) || communities.contains(Community.NO_ADVERTISE)) {
            return false;
        }
        boolean learnedInside = !path.source().isLocal() && path.source().peerType() == PeerType.INTERNAL;
        if (learnedInside && peer.type() == PeerType.INTERNAL) {
            // RFC 4271 §9.2: full mesh. Route reflection will be the exception.
            return false;
        }
        boolean leavesAs = peer.type() == PeerType.EXTERNAL;
        boolean leavesMember = leavesAs || peer.type() == PeerType.CONFEDERATION;
        return !(leavesAs && communities.contains(Community.NO_EXPORT))
                && !(leavesMember && communities.contains(Community.NO_EXPORT_SUBCONFED));
    }

    private void leaveTheAs(Path path, PathAttributes.Builder out) {
        PathAttributes attributes = path.attributes();
        out.asPath(attributes.asPath().withoutConfederation().prepend(peer.localAs(), 1));
        out.localPreference(OptionalLong.empty());
        out.originatorId(null).clusterList(List.of());
        if (!path.source().isLocal()) {
            // RFC 4271 §5.1.4: a neighbour's MED is not for other neighbours.
            out.med(OptionalLong.empty());
        }
        out.extendedCommunities(attributes.extendedCommunities().stream()
                .filter(ExtendedCommunity::isTransitive)
                .toList());
    }
}
