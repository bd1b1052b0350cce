package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RawAttribute;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RouteMark;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.LinkBandwidth;
import io.sextant.protocol.bgp.rib.LinkBandwidthUse;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a route on its way to the peers of an update group: FRR 8.4 {@code subgroup_announce_check}, its checks in
 * its order, and the part of {@code bgp_packet_attribute} that depends on whom it is for. Attributes without a next hop mean
 * "the sender".
 */
@SuppressWarnings("ReferenceEquality") // Which of the paths, not what they say.
final class ExportRules {

    private static final List<PolicyPlace> FILTERS =
            List.of(PolicyPlace.DISTRIBUTE_LIST_OUT, PolicyPlace.PREFIX_LIST_OUT, PolicyPlace.FILTER_LIST_OUT);

    private final Instance instance;
    private final SpeakerConfig config;
    private final AddressFamily of;
    private final Peer peer;
    private final List<Peer> members;
    private final Asn theirs;
    private final PeerType type;
    private final PeerFamily family;
    private final PolicyContext context;
    private final List<NamedPolicy> filters = new ArrayList<>();
    private final @Nullable NamedPolicy routeMap;
    private final @Nullable NamedPolicy unsuppressMap;
    private final boolean refusesAll;
    private final boolean comparesReceiver;
    private @Nullable Said last;

    /** What was said of one path, which holds for others of the same words from the same peer in the same call. */
    private record Said(
            long call,
            RouteSource source,
            PathAttributes attributes,
            @Nullable PathAttributes words) {}

    /**
     * Rules of a group.
     *
     * @param theirs the AS of the peer the group was made for
     * @param members all like {@code peer}; read whenever a route is asked about
     */
    ExportRules(Instance instance, Peer peer, Asn theirs, List<Peer> members, AddressFamily of) {
        this.instance = instance;
        this.config = instance.config;
        this.of = of;
        this.members = members;
        this.peer = peer;
        this.theirs = theirs;
        this.type = peer.type();
        this.family = peer.family(of);
        this.context = peer.policyContext(PolicyPoint.OUT, instance);
        FILTERS.forEach(place -> family.policy(place).ifPresent(filters::add));
        this.comparesReceiver = peer.config().has(PeerOption.SOLO) || !instance.profile.learns();
        this.routeMap = family.policies().get(PolicyPlace.ROUTE_MAP_OUT);
        this.unsuppressMap = family.policies().get(PolicyPlace.UNSUPPRESS_MAP);
        boolean policyMissing = config.has(SpeakerOption.EBGP_REQUIRES_POLICY)
                && !peer.hasPolicy(
                        of,
                        PolicyPlace.DISTRIBUTE_LIST_OUT,
                        PolicyPlace.PREFIX_LIST_OUT,
                        PolicyPlace.FILTER_LIST_OUT,
                        PolicyPlace.ROUTE_MAP_OUT);
        // A route-map that may refuse everything is not asked about what an aggregate suppresses; the unsuppress-map
        // is.
        boolean mapRefuses = routeMap != null && routeMap.policy() == RoutePolicy.DENY && unsuppressMap == null;
        this.refusesAll = policyMissing || mapRefuses;
    }

    /** The attributes as they would be sent, or null when the route is not for these peers. */
    @Nullable
    PathAttributes apply(Destination destination, Path path) {
        boolean alike = filters.isEmpty()
                && routeMap == null
                && !path.isSuppressed()
                && destination.multipathCount() < 2
                && !isDefaultOfOurs(destination);
        if (!alike) {
            return work(destination, path);
        }
        Said known = last;
        if (known == null
                || known.call != instance.calls
                || known.source != path.source()
                || known.attributes != path.attributes()) {
            known = new Said(instance.calls, path.source(), path.attributes(), work(destination, path));
            last = known;
        }
        return known.words;
    }

    private @Nullable PathAttributes work(Destination destination, Path path) {
        if (refusesAll || (path.isSuppressed() && unsuppressMap == null)) {
            return null;
        }
        boolean transparent = isTransparent(path);
        PathAttributes attributes = path.attributes();
        if (isDefaultOfOurs(destination)
                || (!transparent && isHeldBack(attributes))
                || isForSoloPeerHimself(path)
                || isFiltered(path, attributes)
                || hasReceiverInPath(attributes)
                || isInsideConfederation(attributes)
                || isNotReflected(path)) {
            return null;
        }
        PolicyRoute route = ask(path, prepare(path, transparent), destination);
        if (route == null) {
            return null;
        }
        PathAttributes said = route.attributes();
        if ((config.has(SpeakerOption.REJECT_AS_SETS) && said.asPath().hasSets())
                || said.asPath().contains(new Asn(0))) {
            return null;
        }
        // RFC 8326 §4.1.
        if (config.has(SpeakerOption.GRACEFUL_SHUTDOWN)) {
            said = type == PeerType.EXTERNAL
                    ? withCommunity(said, Community.GRACEFUL_SHUTDOWN)
                    : said.toBuilder().localPreference(OptionalLong.of(0)).build();
        }
        if (said.communities().contains(Community.LLGR_STALE) && !knowsLongLived()) {
            return null;
        }
        boolean self = isSelf(path, route, said, transparent);
        if (self) {
            said = withBandwidthOfAll(destination, said, route);
        }
        return instance.interner.intern(dress(path, said, self, transparent));
    }

    // ----- whether at all

    private boolean isTransparent(Path path) {
        Peer from = instance.peer(path.source().peerOrNull());
        return from != null
                && family.has(FamilyOption.ROUTE_SERVER_CLIENT)
                && from.family(of).has(FamilyOption.ROUTE_SERVER_CLIENT);
    }

    private boolean isDefaultOfOurs(Destination destination) {
        return family.has(FamilyOption.DEFAULT_ORIGINATE)
                && destination.prefix().length() == 0;
    }

    /** FRR 8.4 {@code bgp_community_filter}. */
    private boolean isHeldBack(PathAttributes attributes) {
        List<Community> communities = attributes.communities();
        if (communities.isEmpty()) {
            return false;
        }
        return communities.contains(Community.NO_ADVERTISE)
                || (type == PeerType.EXTERNAL && communities.contains(Community.NO_EXPORT))
                || (type != PeerType.INTERNAL && communities.contains(Community.NO_EXPORT_SUBCONFED));
    }

    /**
     * FRR 8.4 compares with the receiver only where he is alone in his group by configuration ({@code solo}); others get
     * their own routes back and have to see for themselves.
     */
    private boolean isForSoloPeerHimself(Path path) {
        if (!comparesReceiver || peer.negotiated == null) {
            return false;
        }
        return peer.id().equals(path.source().peerOrNull())
                || peer.negotiated
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
        return members.size() == 1
                && members.get(0).config().has(PeerOption.SENDER_LOOP_DETECTION)
                && attributes.asPath().contains(asOf(members.get(0)));
    }

    private static Asn asOf(Peer member) {
        return member.source != null ? member.source.asn() : member.config().remoteAs();
    }

    private boolean isInsideConfederation(PathAttributes attributes) {
        return config.confederation() != null
                && attributes.asPath().contains(config.confederation().identifier());
    }

    private boolean isReflected(Path path) {
        return !path.source().isLocal() && path.source().peerType() == PeerType.INTERNAL && type == PeerType.INTERNAL;
    }

    /** RFC 4456 §6: from clients to all, from others to clients. */
    private boolean isNotReflected(Path path) {
        if (!isReflected(path)) {
            return false;
        }
        Peer from = instance.peer(path.source().peerOrNull());
        boolean toClient = family.has(FamilyOption.ROUTE_REFLECTOR_CLIENT);
        boolean fromClient = from != null && from.family(of).has(FamilyOption.ROUTE_REFLECTOR_CLIENT);
        return fromClient ? toClient && !config.has(SpeakerOption.CLIENT_TO_CLIENT_REFLECTION) : !toClient;
    }

    private boolean knowsLongLived() {
        return peer.negotiated != null
                && peer.negotiated
                        .remote()
                        .capability(io.sextant.protocol.bgp.message.Capability.LongLivedGracefulRestart.class)
                        .isPresent();
    }

    // ----- with which words

    /** What is changed before policy is asked. */
    private PathAttributes prepare(Path path, boolean transparent) {
        PathAttributes attributes = path.attributes();
        PathAttributes.Builder out = attributes.toBuilder();
        if (type != PeerType.EXTERNAL && attributes.localPreference().isEmpty()) {
            out.localPreference(OptionalLong.of(config.decision().defaultLocalPreference()));
        }
        if (isReflected(path) && attributes.originatorIdOrNull() == null) {
            out.originatorId(path.source().routerId());
            // FRR 8.4 subgroup_announce_check takes the attribute's number for its flag there, and marks a MED as
            // present.
            out.med(OptionalLong.of(attributes.med().orElse(0)));
        }
        if (type == PeerType.EXTERNAL) {
            // RFC 4271 §5.1.4: a neighbour's MED is not for other neighbours.
            if (!path.source().isLocal() && !transparent && !family.has(FamilyOption.MED_UNCHANGED)) {
                out.med(OptionalLong.empty());
            }
            out.asPath(overridden(attributes.asPath()));
        }
        if (of.afi() == AddressFamily.AFI_IPV6 && !family.has(FamilyOption.NEXT_HOP_LOCAL_UNCHANGED)) {
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
        if (family.has(FamilyOption.REMOVE_PRIVATE_AS)
                && (family.has(FamilyOption.REMOVE_PRIVATE_AS_ALL) || AsPathRules.isAllPrivate(path))) {
            result = family.has(FamilyOption.REMOVE_PRIVATE_AS_REPLACE)
                    ? AsPathRules.replacePrivate(path, config.localAs(), theirs)
                    : AsPathRules.removePrivate(path, theirs);
        }
        return family.has(FamilyOption.AS_OVERRIDE) ? AsPathRules.replace(result, theirs, config.localAs()) : result;
    }

    /** Route-map or unsuppress-map; a reflector's map may refuse a route but not reword it, unless allowed to. */
    private @Nullable PolicyRoute ask(Path path, PathAttributes prepared, Destination destination) {
        PolicyRoute route = PolicyRoute.of(path.nlri(), prepared, path.weight(), 0, facts(path, destination));
        NamedPolicy asked = path.isSuppressed() ? unsuppressMap : routeMap;
        if (asked == null) {
            return route;
        }
        PolicyContext about = path.source().isLocal()
                ? context.withAbsentLocalPreference(config.decision().defaultLocalPreference())
                : context;
        PolicyRoute passed = asked.policy().apply(route, about);
        boolean keepsWords = isReflected(path) && !config.has(SpeakerOption.REFLECTOR_ALLOWS_OUTBOUND_POLICY);
        return passed == null || !keepsWords ? passed : route;
    }

    private static PathFacts facts(Path path, Destination destination) {
        boolean selected = destination.bestOrNull() == path;
        long bandwidth = selected ? destination.bandwidthOctets() : LinkBandwidth.of(path.attributes());
        return new PathFacts(
                "", path.igpMetric(), selected, selected ? Math.max(1, destination.multipathCount()) : 1, bandwidth);
    }

    /** Whether the next hop becomes the sender ({@code subgroup_announce_check}, {@code bpacket_reformat_for_peer}). */
    private boolean isSelf(Path path, PolicyRoute route, PathAttributes said, boolean transparent) {
        IpAddress hop = said.nextHopOrNull();
        if (route.has(RouteMark.NEXT_HOP_PEER_ADDRESS)) {
            return true;
        }
        boolean kept = route.has(RouteMark.IPV4_NEXT_HOP_SET)
                || route.has(RouteMark.IPV6_GLOBAL_NEXT_HOP_SET)
                || route.has(RouteMark.IPV6_LOCAL_NEXT_HOP_SET)
                || route.has(RouteMark.NEXT_HOP_UNCHANGED)
                || transparent
                || family.has(FamilyOption.NEXT_HOP_UNCHANGED);
        if (hop == null || (path.source().isLocal() && !kept && isUnspecified(hop))) {
            return true;
        }
        if (hop instanceof Ipv6Address ipv6 && ipv6.isLinkLocal()) {
            return true;
        }
        if (kept) {
            return false;
        }
        if (family.has(FamilyOption.NEXT_HOP_SELF) || family.has(FamilyOption.FORCE_NEXT_HOP_SELF)) {
            return !isReflected(path) || family.has(FamilyOption.FORCE_NEXT_HOP_SELF);
        }
        return type == PeerType.EXTERNAL && !isOnNetworkOfPeer(path, hop);
    }

    /**
     * RFC 4271 §5.1.3: on a shared network the router behind a route may be named to others (FRR 8.4
     * {@code bgp_subgrp_multiaccess_check_v4}: to any in the group but the one who told us).
     */
    private boolean isOnNetworkOfPeer(Path path, IpAddress hop) {
        Optional<IpPrefix> network = config.nextHops().connectedNetwork(hop);
        if (network.isEmpty()) {
            return false;
        }
        for (Peer member : members) {
            boolean isSource = member.id().equals(path.source().peerOrNull());
            if (!isSource
                    && network.equals(
                            config.nextHops().connectedNetwork(member.id().address()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnspecified(IpAddress hop) {
        return hop instanceof Ipv4Address ipv4 && ipv4.bits() == 0;
    }

    /** The sender in front of all ways says what all carry together. */
    private PathAttributes withBandwidthOfAll(Destination destination, PathAttributes said, PolicyRoute route) {
        long total = destination.bandwidthOctets();
        if (total == 0
                || destination.multipathCount() < 2
                || route.has(RouteMark.LINK_BANDWIDTH_SET)
                || config.decision().linkBandwidth() == LinkBandwidthUse.IGNORE
                || (config.decision().linkBandwidth() == LinkBandwidthUse.WEIGHTS && !destination.isWeighted())) {
            return said;
        }
        return LinkBandwidth.replace(
                said, config.localAs(), total, peer.config().has(PeerOption.INTEGER_LINK_BANDWIDTH));
    }

    /** What depends on the receiver alone ({@code bgp_packet_attribute}). */
    private PathAttributes dress(Path path, PathAttributes said, boolean self, boolean transparent) {
        PathAttributes.Builder out = said.toBuilder();
        if (self) {
            out.nextHop(null).linkLocalNextHop(saysLinkLocal(path) ? UpdateGroups.OWN_LINK_LOCAL : null);
        }
        if (config.administrativeMed().isPresent()) {
            // FRR 8.4 bgp_packet_attribute: whoever the receiver is, and whatever a map set.
            out.med(config.administrativeMed());
        }
        out.asPath(lengthened(said.asPath()));
        if (type == PeerType.EXTERNAL) {
            out.localPreference(OptionalLong.empty());
        }
        if (isReflected(path)) {
            List<Ipv4Address> clusters = new ArrayList<>();
            clusters.add(config.effectiveClusterId());
            clusters.addAll(said.clusterList());
            out.clusterList(clusters);
        } else {
            out.originatorId(null).clusterList(List.of());
        }
        if (!family.has(FamilyOption.SEND_COMMUNITY)) {
            out.communities(List.of());
        }
        if (!family.has(FamilyOption.SEND_LARGE_COMMUNITY)) {
            out.largeCommunities(List.of());
        }
        if (!family.has(FamilyOption.SEND_EXTENDED_COMMUNITY)) {
            out.extendedCommunities(List.of());
        } else if (type == PeerType.EXTERNAL && !transparent) {
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

    /** RFC 2545 §3: towards a peer on the same link, for what is ours or leaves the AS. */
    private boolean saysLinkLocal(Path path) {
        return of.afi() == AddressFamily.AFI_IPV6
                && (path.source().isLocal() || type == PeerType.EXTERNAL)
                && config.nextHops().connectedNetwork(peer.id().address()).isPresent();
    }

    /** Our AS in front, as far as it belongs there. */
    private AsPath lengthened(AsPath path) {
        if (type == PeerType.CONFEDERATION) {
            return path.prependMember(config.localAs());
        }
        boolean unchanged = (family.has(FamilyOption.AS_PATH_UNCHANGED) && !path.isEmpty())
                || family.has(FamilyOption.ROUTE_SERVER_CLIENT);
        if (type == PeerType.INTERNAL || unchanged) {
            return path;
        }
        AsPath plain = path.withoutConfederation();
        if (config.confederation() != null) {
            return plain.prepend(config.confederation().identifier(), 1);
        }
        LocalAs local = peer.config().changedLocalAs();
        if (local == null) {
            return plain.prepend(config.localAs(), 1);
        }
        AsPath longer = local.replaceAs() ? plain : plain.prepend(config.localAs(), 1);
        return longer.prepend(local.asn(), 1);
    }

    private static PathAttributes withCommunity(PathAttributes attributes, Community more) {
        List<Community> all = new ArrayList<>(attributes.communities());
        all.add(more);
        return attributes.toBuilder().communities(all).build();
    }
}
