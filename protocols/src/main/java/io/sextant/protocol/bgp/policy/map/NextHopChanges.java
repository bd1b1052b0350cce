package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RouteMark;
import io.sextant.protocol.bgp.session.PeerId;

/** {@code set ip next-hop …} and {@code set ipv6 next-hop …}; each leaves routes of the other family alone. */
public final class NextHopChanges {

    private static final String IPV4 = "ip next-hop";

    private NextHopChanges() {}

    /** A statement of this file. */
    public sealed interface Rule extends Change
            permits Ipv4To, Ipv4PeerAddress, Ipv4Unchanged, GlobalTo, LocalTo, Ipv6PeerAddress, PreferGlobal {}

    private static PathAttributes.Builder builder(Evaluation asked) {
        return asked.route().attributes().toBuilder();
    }

    /** {@code set ip next-hop A.B.C.D}. */
    public record Ipv4To(Ipv4Address address) implements Rule {
        @Override
        public String kind() {
            return IPV4;
        }

        @Override
        public String argument() {
            return address.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.isIpv4()
                    ? with(asked, builder(asked).nextHop(address)).withMark(RouteMark.IPV4_NEXT_HOP_SET)
                    : asked.route();
        }
    }

    /** {@code set ip next-hop peer-address}: of routes from a peer at once, of routes to a peer when they are sent. */
    public record Ipv4PeerAddress() implements Rule {
        @Override
        public String kind() {
            return IPV4;
        }

        @Override
        public String argument() {
            return "peer-address";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            PeerId peer = asked.context().peer();
            if (!asked.isIpv4() || peer == null) {
                return asked.route();
            }
            if (asked.context().point() == PolicyPoint.IN && peer.address() instanceof Ipv4Address address) {
                return with(asked, builder(asked).nextHop(address));
            }
            return asked.context().point() == PolicyPoint.OUT
                    ? with(asked, builder(asked).nextHop(Ipv4Address.ANY)).withMark(RouteMark.NEXT_HOP_PEER_ADDRESS)
                    : asked.route();
        }
    }

    /** {@code set ip next-hop unchanged}. */
    public record Ipv4Unchanged() implements Rule {
        @Override
        public String kind() {
            return IPV4;
        }

        @Override
        public String argument() {
            return "unchanged";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.isIpv4() ? asked.route().withMark(RouteMark.NEXT_HOP_UNCHANGED) : asked.route();
        }
    }

    /** {@code set ipv6 next-hop global}. */
    public record GlobalTo(Ipv6Address address) implements Rule {
        @Override
        public String kind() {
            return "ipv6 next-hop global";
        }

        @Override
        public String argument() {
            return address.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.isIpv4()
                    ? asked.route()
                    : with(asked, builder(asked).nextHop(address)).withMark(RouteMark.IPV6_GLOBAL_NEXT_HOP_SET);
        }
    }

    /** {@code set ipv6 next-hop local}. */
    public record LocalTo(Ipv6Address address) implements Rule {
        @Override
        public String kind() {
            return "ipv6 next-hop local";
        }

        @Override
        public String argument() {
            return address.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.isIpv4()
                    ? asked.route()
                    : with(asked, builder(asked).linkLocalNextHop(address)).withMark(RouteMark.IPV6_LOCAL_NEXT_HOP_SET);
        }
    }

    /** {@code set ipv6 next-hop peer-address}. */
    public record Ipv6PeerAddress() implements Rule {
        @Override
        public String kind() {
            return "ipv6 next-hop peer-address";
        }

        @Override
        public String argument() {
            return "";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            PeerId peer = asked.context().peer();
            if (asked.isIpv4() || peer == null) {
                return asked.route();
            }
            if (asked.context().point() == PolicyPoint.IN && peer.address() instanceof Ipv6Address address) {
                return with(
                        asked,
                        address.isLinkLocal()
                                ? builder(asked).linkLocalNextHop(address)
                                : builder(asked).nextHop(address));
            }
            IpAddress none = Ipv6Address.ANY;
            return asked.context().point() == PolicyPoint.OUT
                    ? with(asked, builder(asked).nextHop(none).linkLocalNextHop(null))
                            .withMark(RouteMark.NEXT_HOP_PEER_ADDRESS)
                    : asked.route();
        }
    }

    /** {@code set ipv6 next-hop prefer-global}: of routes from a peer; elsewhere it takes the preference back. */
    public record PreferGlobal() implements Rule {
        @Override
        public String kind() {
            return "ipv6 next-hop prefer-global";
        }

        @Override
        public String argument() {
            return "";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.context().point() == PolicyPoint.IN
                    ? asked.route().withMark(RouteMark.IPV6_PREFER_GLOBAL)
                    : asked.route().withoutMark(RouteMark.IPV6_PREFER_GLOBAL);
        }
    }
}
