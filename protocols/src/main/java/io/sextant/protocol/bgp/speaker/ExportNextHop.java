package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RouteMark;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Optional;

/** Whose address a route is given on its way out: that of the router behind it, or ours (RFC 4271 §5.1.3, RFC 2545 §3). */
final class ExportNextHop {

    private final Audience to;

    ExportNextHop(Audience to) {
        this.to = to;
    }

    /** Whether the next hop becomes the sender ({@code subgroup_announce_check}, {@code bpacket_reformat_for_peer}). */
    boolean isSelf(Path path, PolicyRoute route, PathAttributes said, boolean transparent) {
        IpAddress hop = said.nextHopOrNull();
        if (route.has(RouteMark.NEXT_HOP_PEER_ADDRESS)) {
            return true;
        }
        boolean kept = route.has(RouteMark.IPV4_NEXT_HOP_SET)
                || route.has(RouteMark.IPV6_GLOBAL_NEXT_HOP_SET)
                || route.has(RouteMark.IPV6_LOCAL_NEXT_HOP_SET)
                || route.has(RouteMark.NEXT_HOP_UNCHANGED)
                || transparent
                || to.has(FamilyOption.NEXT_HOP_UNCHANGED);
        if (hop == null || (path.source().isLocal() && !kept && isUnspecified(hop))) {
            return true;
        }
        if (hop instanceof Ipv6Address ipv6 && ipv6.isLinkLocal()) {
            return true;
        }
        if (kept) {
            return false;
        }
        if (to.has(FamilyOption.NEXT_HOP_SELF) || to.has(FamilyOption.FORCE_NEXT_HOP_SELF)) {
            return !to.isReflected(path) || to.has(FamilyOption.FORCE_NEXT_HOP_SELF);
        }
        return to.type == PeerType.EXTERNAL && !isOnNetworkOfPeer(path, hop);
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
        return hop instanceof Ipv4Address ipv4 && ipv4.bits() == 0;
    }

    /** RFC 2545 §3: towards a peer on the same link, for what is ours or leaves the AS. */
    boolean saysLinkLocal(Path path) {
        return to.of.afi() == AddressFamily.AFI_IPV6
                && (path.source().isLocal() || to.type == PeerType.EXTERNAL)
                && to.config.nextHops().connectedNetwork(to.peer.id().address()).isPresent();
    }
}
