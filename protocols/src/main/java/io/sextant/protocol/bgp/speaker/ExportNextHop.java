package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathNotes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose address a route is given on its way out: that of the router behind it, or ours (RFC 4271 §5.1.3, RFC 2545 §3). */
final class ExportNextHop {

    /** FRR 8.4 {@code bgp_rmap_nhop_changed}. */
    private static final Set<RouteMark> SETS =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(RouteMark.LINK_BANDWIDTH_SET)));

    private static final PathNotes FOR_ALL = PathNotes.NONE.with(RouteMark.NEXT_HOP_UNCHANGED);

    private final Audience to;

    ExportNextHop(Audience to) {
        this.to = to;
    }

    /**
     * Whether the next hop is forgotten before anyone is told, so that each hears the sender's own ({@code
     * subgroup_announce_check}).
     */
    boolean isReset(Path path, PolicyRoute route, boolean transparent) {
        boolean changed =
                SETS.stream().anyMatch(route::has) || path.attributes().notes().has(RouteMark.NEXT_HOP_UNCHANGED);
        if (isLinkLocal(route.attributes().nextHopOrNull())) {
            return true;
        }
        if (changed || transparent || to.has(FamilyOption.NEXT_HOP_UNCHANGED)) {
            return false;
        }
        if (to.has(FamilyOption.NEXT_HOP_SELF) || to.has(FamilyOption.FORCE_NEXT_HOP_SELF)) {
            return !to.isReflected(path) || to.has(FamilyOption.FORCE_NEXT_HOP_SELF);
        }
        IpAddress received = path.attributes().nextHopOrNull();
        return to.isExternal() && (received == null || !isOnNetworkOfPeer(path, received));
    }

    /** Whether the receivers hear the sender's own address ({@code bpacket_reformat_for_peer}). */
    boolean isSelf(PolicyRoute route) {
        IpAddress hop = route.attributes().nextHopOrNull();
        return isSetByMap(route)
                ? route.has(RouteMark.NEXT_HOP_PEER_ADDRESS)
                : hop == null || isUnspecified(hop) || isLinkLocal(hop);
    }

    /** What stays beside the words: whether a next hop that is not ours goes to others than those on its network, too. */
    PathNotes notes(PolicyRoute route, boolean transparent) {
        boolean forAll = isSetByMap(route) || transparent || route.has(RouteMark.NEXT_HOP_UNCHANGED);
        return forAll ? FOR_ALL : PathNotes.NONE;
    }

    /** Whether a map has chosen the next hop, and the receiver is one for whom it may ({@code route_map_sets_nh}). */
    private boolean isSetByMap(PolicyRoute route) {
        RouteMark set = to.of.afi() == AddressFamily.AFI_IPV6
                ? RouteMark.IPV6_GLOBAL_NEXT_HOP_SET
                : RouteMark.IPV4_NEXT_HOP_SET;
        return (route.has(set) || route.has(RouteMark.NEXT_HOP_PEER_ADDRESS))
                && (!to.isExternal() || to.family.policies().containsKey(PolicyPlace.ROUTE_MAP_OUT));
    }

    /**
     * RFC 4271 §5.1.3: on a shared network the router behind a route may be named to others (FRR 8.4
     * {@code bgp_subgrp_multiaccess_check_v4}: to any in the group but the one who told us).
     */
    private boolean isOnNetworkOfPeer(Path path, IpAddress hop) {
        Optional<IpPrefix> network = to.config.nextHops().connectedNetwork(hop);
        if (network.isEmpty()) {
            return false;
        }
        for (Peer member : to.members) {
            boolean isSource = member.id().equals(path.source().peerOrNull());
            if (!isSource
                    && network.equals(
                            to.config.nextHops().connectedNetwork(member.id().address()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnspecified(IpAddress hop) {
        return hop.equals(Ipv4Address.ANY) || hop.equals(Ipv6Address.ANY);
    }

    private static boolean isLinkLocal(@Nullable IpAddress hop) {
        return hop instanceof Ipv6Address ipv6 && ipv6.isLinkLocal();
    }

    /**
     * RFC 2545 §3: towards a peer on the same link, for what is ours or leaves the AS, whosever the global address is ({@code
     * subgroup_announce_check}).
     */
    boolean saysLinkLocal(Path path) {
        return (path.source().isLocal() || to.isExternal()) && to.sharesIpv6Link();
    }
}
