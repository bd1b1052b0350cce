package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import java.util.Optional;

/** Fills in the next hops that differ from one member of an update group to the next: our end of each session. */
final class OwnNextHops {

    /** In place of a link-local next hop: ours, on the interface towards the receiver. */
    static final Ipv6Address OWN_LINK_LOCAL = new Ipv6Address(0xFE80_0000_0000_0000L, 0);

    private final Instance instance;

    OwnNextHops(Instance instance) {
        this.instance = instance;
    }

    /** Fills in our end of the session, and our link-local address where it is wanted and there is one. */
    PathAttributes fillIn(PathAttributes said, Peer peer, UpdateGroup group, IpAddress local) {
        AddressFamily family = group.key.family();
        IpAddress hop = said.nextHopOrNull();
        // FRR 8.4 bpacket_reformat_for_peer: what one of the group may be told of is not for those on other networks.
        boolean foreign = hop != null
                && !said.notes().has(RouteMark.NEXT_HOP_UNCHANGED)
                && group.leavesNextHopsForTheirNetwork()
                && !sharesNetwork(hop, peer.id().address());
        PathAttributes attributes = foreign ? said.toBuilder().nextHop(null).build() : said;
        boolean wantsLinkLocal = attributes.linkLocalNextHop().equals(Optional.of(OWN_LINK_LOCAL));
        if (attributes.nextHopOrNull() != null && !wantsLinkLocal) {
            return attributes;
        }
        PathAttributes.Builder out = attributes.toBuilder();
        if (attributes.nextHopOrNull() == null) {
            out.nextHop(ownNextHop(family, local));
        }
        if (wantsLinkLocal) {
            out.linkLocalNextHop(
                    instance.config.nextHops().linkLocalAddressBeside(local).orElse(null));
        }
        return out.build();
    }

    private boolean sharesNetwork(IpAddress one, IpAddress other) {
        Optional<IpPrefix> network = instance.config.nextHops().connectedNetwork(one);
        return network.isPresent() && network.equals(instance.config.nextHops().connectedNetwork(other));
    }

    private IpAddress ownNextHop(AddressFamily family, IpAddress local) {
        boolean sameFamily = (family.afi() == AddressFamily.AFI_IPV4) == (local instanceof Ipv4Address);
        if (sameFamily) {
            return local;
        }
        return family.afi() == AddressFamily.AFI_IPV6
                ? instance.config
                        .nextHops()
                        .globalAddressBeside(local)
                        .or(() -> instance.config.nextHops().linkLocalAddressBeside(local))
                        .orElseGet(() -> mapped(local))
                : instance.config.nextHops().ipv4AddressBeside(local).orElse(instance.config.routerId());
    }

    /** FRR 8.4 {@code bpacket_reformat_for_peer}: without any IPv6 address, the IPv4 one in IPv6 ({@code ::ffff:192.0.2.1}). */
    private static Ipv6Address mapped(IpAddress local) {
        return local instanceof Ipv4Address ipv4
                ? new Ipv6Address(0, 0xFFFF_0000_0000L | Integer.toUnsignedLong(ipv4.bits()))
                : new Ipv6Address(0, 0);
    }
}
