package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RawAttribute;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.LinkBandwidth;
import io.sextant.protocol.bgp.rib.LinkBandwidthUse;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** What is said of a route to an audience, apart from what its policy says: attributes before it is asked, and after. */
@SuppressWarnings("ReferenceEquality") // Which of the paths, not what they say.
final class ExportWords {

    private final Audience to;
    private final ExportNextHop nextHop;

    ExportWords(Audience to, ExportNextHop nextHop) {
        this.to = to;
        this.nextHop = nextHop;
    }

    /**
     * What a route to a destination says of itself. Under {@code bestpath as-path multipath-relax as-set} the best of several
     * ways speaks for all: their AS_PATHs and communities together, their worst origin, ourselves as the next hop (FRR 8.4
     * {@code bgp_path_info_mpath_aggregate_update}).
     */
    PathAttributes own(Destination destination, Path path) {
        boolean speaksForAll = to.config.decision().has(DecisionOption.MULTIPATH_RELAX_AS_SET)
                && destination.multipathCount() > 1
                && destination.bestOrNull() == path
                && !path.source().isLocal();
        if (!speaksForAll) {
            return path.attributes();
        }
        List<Path> ways = destination.selection().orElseThrow().multipath();
        PathAttributes.Builder out = path.attributes().toBuilder();
        Set<Community> communities = Aggregation.joinSets(ways, out);
        Origin worst = path.attributes().origin();
        for (Path way : ways) {
            Origin origin = way.attributes().origin();
            worst = origin.compareTo(worst) > 0 ? origin : worst;
        }
        return out.origin(worst)
                .communities(List.copyOf(communities))
                .nextHop(null)
                .linkLocalNextHop(null)
                .build();
    }

    /** What is changed before policy is asked. */
    PathAttributes prepare(Path path, PathAttributes attributes, boolean transparent) {
        PathAttributes.Builder out = attributes.toBuilder();
        if (to.type != PeerType.EXTERNAL && attributes.localPreference().isEmpty()) {
            out.localPreference(OptionalLong.of(to.config.decision().defaultLocalPreference()));
        }
        if (to.isReflected(path) && attributes.originatorIdOrNull() == null) {
            out.originatorId(path.source().routerId());
            // FRR 8.4 subgroup_announce_check takes the attribute's number for its flag there, and marks a MED as
            // present.
            out.med(OptionalLong.of(attributes.med().orElse(0)));
        }
        if (to.type == PeerType.EXTERNAL) {
            // RFC 4271 §5.1.4: a neighbour's MED is not for other neighbours.
            if (!path.source().isLocal() && !transparent && !to.has(FamilyOption.MED_UNCHANGED)) {
                out.med(OptionalLong.empty());
            }
            out.asPath(overridden(attributes.asPath()));
        }
        if (to.of.afi() == AddressFamily.AFI_IPV6 && !to.has(FamilyOption.NEXT_HOP_LOCAL_UNCHANGED)) {
            out.linkLocalNextHop(null);
        }
        return out.build();
    }

    /**
     * {@code remove-private-AS}, then {@code as-override}. Whose AS is meant depends on who came first: an update group keeps
     * the AS of the peer it was made for (FRR 8.4 {@code conf_copy}), whatever AS those have who join it.
     */
    private AsPath overridden(AsPath path) {
        AsPath result = path;
        if (to.has(FamilyOption.REMOVE_PRIVATE_AS)
                && (to.has(FamilyOption.REMOVE_PRIVATE_AS_ALL) || AsPathRules.isAllPrivate(path))) {
            result = to.has(FamilyOption.REMOVE_PRIVATE_AS_REPLACE)
                    ? AsPathRules.replacePrivate(path, to.config.localAs(), to.theirs)
                    : AsPathRules.removePrivate(path, to.theirs);
        }
        return to.has(FamilyOption.AS_OVERRIDE) ? AsPathRules.replace(result, to.theirs, to.config.localAs()) : result;
    }

    /** The sender in front of all ways says what all carry together. */
    PathAttributes withBandwidthOfAll(Destination destination, PathAttributes said, PolicyRoute route) {
        long total = destination.bandwidthOctets();
        if (total == 0
                || destination.multipathCount() < 2
                || route.has(RouteMark.LINK_BANDWIDTH_SET)
                || to.config.decision().linkBandwidth() == LinkBandwidthUse.IGNORE
                || (to.config.decision().linkBandwidth() == LinkBandwidthUse.WEIGHTS && !destination.isWeighted())) {
            return said;
        }
        return LinkBandwidth.replace(
                said, to.config.localAs(), total, to.peer.config().has(PeerOption.INTEGER_LINK_BANDWIDTH));
    }

    /** What depends on the receiver alone ({@code bgp_packet_attribute}). */
    PathAttributes dress(Path path, PathAttributes said, boolean self, boolean transparent) {
        PathAttributes.Builder out = said.toBuilder();
        if (self) {
            out.nextHop(null);
        }
        if (said.linkLocalNextHop().isEmpty() && !transparent && nextHop.saysLinkLocal(path)) {
            out.linkLocalNextHop(OwnNextHops.OWN_LINK_LOCAL);
        }
        if (to.config.administrativeMed().isPresent()) {
            // FRR 8.4 bgp_packet_attribute: whoever the receiver is, and whatever a map set.
            out.med(to.config.administrativeMed());
        }
        out.asPath(to.lengthened(said.asPath()));
        if (to.type == PeerType.EXTERNAL) {
            out.localPreference(OptionalLong.empty());
        }
        if (to.isReflected(path)) {
            List<Ipv4Address> clusters = new ArrayList<>();
            clusters.add(to.config.effectiveClusterId());
            clusters.addAll(said.clusterList());
            out.clusterList(clusters);
        } else {
            out.originatorId(null).clusterList(List.of());
        }
        if (!to.has(FamilyOption.SEND_COMMUNITY)) {
            out.communities(List.of());
        }
        if (!to.has(FamilyOption.SEND_LARGE_COMMUNITY)) {
            out.largeCommunities(List.of());
        }
        if (!to.has(FamilyOption.SEND_EXTENDED_COMMUNITY)) {
            out.extendedCommunities(List.of());
        } else if (to.type == PeerType.EXTERNAL && !transparent) {
            out.extendedCommunities(said.extendedCommunities().stream()
                    .filter(ExtendedCommunity::isTransitive)
                    .toList());
        }
        if (!said.others().isEmpty()) {
            out.others(said.others().stream()
                    .filter(RawAttribute::isTransitive)
                    // RFC 4271 §5: whoever passes on what it does not understand says so.
                    .map(other -> new RawAttribute(other.flags() | 0x20, other.type(), other.value()))
                    .toList());
        }
        return out.build();
    }
}
