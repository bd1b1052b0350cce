package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.function.Function;

/** {@code set ip next-hop …} and {@code set ipv6 next-hop …}; each leaves routes of the other family alone. */
public final class NextHopChanges {

    private NextHopChanges() {}

    private static Change ipv4(Object argument, Function<Evaluation, PolicyRoute> effect) {
        return new Change("ip next-hop", argument, asked -> asked.isIpv4() ? effect.apply(asked) : asked.route());
    }

    private static Change ipv6(String what, Object argument, Function<Evaluation, PolicyRoute> effect) {
        return new Change(
                "ipv6 next-hop " + what, argument, asked -> asked.isIpv4() ? asked.route() : effect.apply(asked));
    }

    private static PathAttributes.Builder builder(Evaluation asked) {
        return asked.route().attributes().toBuilder();
    }

    /** {@code set ip next-hop A.B.C.D}. */
    public static Change to(Ipv4Address address) {
        return ipv4(
                address, asked -> with(asked, builder(asked).nextHop(address)).withMark(RouteMark.IPV4_NEXT_HOP_SET));
    }

    /** {@code set ip next-hop peer-address}: of routes from a peer at once, of routes to a peer when they are sent. */
    public static Change ipv4PeerAddress() {
        return ipv4("peer-address", asked -> {
            PeerId peer = asked.context().peer();
            PolicyPoint point = asked.context().point();
            if (point == PolicyPoint.IN && peer != null && peer.address() instanceof Ipv4Address address) {
                return with(asked, builder(asked).nextHop(address));
            }
            return peer != null && point == PolicyPoint.OUT
                    ? with(asked, builder(asked).nextHop(Ipv4Address.ANY)).withMark(RouteMark.NEXT_HOP_PEER_ADDRESS)
                    : asked.route();
        });
    }

    /** {@code set ip next-hop unchanged}. */
    public static Change ipv4Unchanged() {
        return ipv4("unchanged", asked -> asked.route().withMark(RouteMark.NEXT_HOP_UNCHANGED));
    }

    /** {@code set ipv6 next-hop global}. */
    public static Change global(Ipv6Address address) {
        return ipv6("global", address, asked -> with(asked, builder(asked).nextHop(address))
                .withMark(RouteMark.IPV6_GLOBAL_NEXT_HOP_SET));
    }

    /** {@code set ipv6 next-hop local}. */
    public static Change local(Ipv6Address address) {
        return ipv6("local", address, asked -> with(asked, builder(asked).linkLocalNextHop(address))
                .withMark(RouteMark.IPV6_LOCAL_NEXT_HOP_SET));
    }

    /** {@code set ipv6 next-hop peer-address}. */
    public static Change ipv6PeerAddress() {
        return ipv6("peer-address", "", asked -> {
            PeerId peer = asked.context().peer();
            PolicyPoint point = asked.context().point();
            if (point == PolicyPoint.IN && peer != null && peer.address() instanceof Ipv6Address address) {
                PathAttributes.Builder builder = builder(asked);
                return with(
                        asked, address.isLinkLocal() ? builder.linkLocalNextHop(address) : builder.nextHop(address));
            }
            return peer != null && point == PolicyPoint.OUT
                    ? with(asked, builder(asked).nextHop(Ipv6Address.ANY).linkLocalNextHop(null))
                            .withMark(RouteMark.NEXT_HOP_PEER_ADDRESS)
                    : asked.route();
        });
    }

    /** {@code set ipv6 next-hop prefer-global}: of routes from a peer; elsewhere it takes the preference back. */
    public static Change preferGlobal() {
        return new Change(
                "ipv6 next-hop prefer-global",
                "",
                asked -> asked.context().point() == PolicyPoint.IN
                        ? asked.route().withMark(RouteMark.IPV6_PREFER_GLOBAL)
                        : asked.route().withoutMark(RouteMark.IPV6_PREFER_GLOBAL));
    }
}
