package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.List;

/** Whether a route is for an audience at all, before its policy is asked: FRR 8.4 {@code subgroup_announce_check}, in its order. */
final class ExportChecks {

    private static final List<PolicyPlace> FILTERS =
            List.of(PolicyPlace.DISTRIBUTE_LIST_OUT, PolicyPlace.PREFIX_LIST_OUT, PolicyPlace.FILTER_LIST_OUT);

    private final Audience to;
    private final PolicyContext context;
    private final List<NamedPolicy> filters = new ArrayList<>();
    private final boolean comparesReceiver;

    ExportChecks(Audience to, PolicyContext context) {
        this.to = to;
        this.context = context;
        FILTERS.forEach(place -> to.family.policy(place).ifPresent(filters::add));
        this.comparesReceiver = to.peer.config().has(PeerOption.SOLO) || !to.instance.profile.learns();
    }

    /** Whether lists are asked about each prefix. */
    boolean hasFilters() {
        return !filters.isEmpty();
    }

    /**
     * @param attributes the path's, or those of a multipath in common
     */
    boolean passes(Destination destination, Path path, PathAttributes attributes, boolean transparent) {
        return !isDefaultOfOurs(destination)
                && (transparent || !isHeldBack(attributes))
                && !isForSoloPeerHimself(path)
                && !isFiltered(path, attributes)
                && !hasReceiverInPath(attributes)
                && !isInsideConfederation(attributes)
                && !isNotReflected(path);
    }

    boolean isDefaultOfOurs(Destination destination) {
        return to.has(FamilyOption.DEFAULT_ORIGINATE) && destination.prefix().length() == 0;
    }

    /** FRR 8.4 {@code bgp_community_filter}. */
    private boolean isHeldBack(PathAttributes attributes) {
        List<Community> communities = attributes.communities();
        if (communities.isEmpty()) {
            return false;
        }
        return communities.contains(Community.NO_ADVERTISE)
                || (to.type == PeerType.EXTERNAL && communities.contains(Community.NO_EXPORT))
                || (to.type != PeerType.INTERNAL && communities.contains(Community.NO_EXPORT_SUBCONFED));
    }

    /**
     * FRR 8.4 compares with the receiver only where he is alone in his group by configuration ({@code solo}); others get
     * their own routes back and have to see for themselves.
     */
    private boolean isForSoloPeerHimself(Path path) {
        if (!comparesReceiver || to.peer.negotiated == null) {
            return false;
        }
        return to.peer.id().equals(path.source().peerOrNull())
                || to.peer
                        .negotiated
                        .remote()
                        .identifier()
                        .equals(path.attributes().originatorIdOrNull());
    }

    private boolean isFiltered(Path path, PathAttributes attributes) {
        if (filters.isEmpty()) {
            return false;
        }
        PolicyRoute route = PolicyRoute.of(path.nlri(), attributes);
        for (NamedPolicy filter : filters) {
            if (filter.policy().apply(route, context) == null) {
                return true;
            }
        }
        return false;
    }

    /** {@code sender-as-path-loop-detection}: asked only of a peer that is alone in its group (FRR 8.4 {@code onlypeer}). */
    private boolean hasReceiverInPath(PathAttributes attributes) {
        return to.members.size() == 1
                && to.members.get(0).config().has(PeerOption.SENDER_LOOP_DETECTION)
                && attributes.asPath().contains(asOf(to.members.get(0)));
    }

    private static Asn asOf(Peer member) {
        return member.source != null ? member.source.asn() : member.config().remoteAs();
    }

    private boolean isInsideConfederation(PathAttributes attributes) {
        return to.config.confederation() != null
                && attributes.asPath().contains(to.config.confederation().identifier());
    }

    /** RFC 4456 §6: from clients to all, from others to clients. */
    private boolean isNotReflected(Path path) {
        if (!to.isReflected(path)) {
            return false;
        }
        Peer from = to.instance.peer(path.source().peerOrNull());
        boolean toClient = to.has(FamilyOption.ROUTE_REFLECTOR_CLIENT);
        boolean fromClient = from != null && from.family(to.of).has(FamilyOption.ROUTE_REFLECTOR_CLIENT);
        return fromClient ? toClient && !to.config.has(SpeakerOption.CLIENT_TO_CLIENT_REFLECTION) : !toClient;
    }

    boolean knowsLongLived() {
        return to.peer.negotiated != null
                && to.peer
                        .negotiated
                        .remote()
                        .capability(Capability.LongLivedGracefulRestart.class)
                        .isPresent();
    }
}
