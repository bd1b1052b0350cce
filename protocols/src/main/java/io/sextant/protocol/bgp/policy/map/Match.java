package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.Optional;

/** A {@code match} statement. An entry has one of each {@link #kind}; a later one takes the place of an earlier. */
public sealed interface Match {

    /** FRR 8.4's name of the rule, such as {@code ip address prefix-list}. */
    String kind();

    /** What stands behind the name in printouts; blank for nothing. */
    String argument();

    /** The list the rule asks, if it asks one. */
    default Optional<ListRef> list() {
        return Optional.empty();
    }

    /** Whether the route is meant. A list that is not defined matches nothing. */
    boolean matches(Evaluation asked);

    private static String family(ListKind kind) {
        return kind == ListKind.IPV4_ACCESS_LIST || kind == ListKind.IPV4_PREFIX_LIST ? "ip " : "ipv6 ";
    }

    private static String suffix(ListKind kind) {
        return kind == ListKind.IPV4_PREFIX_LIST || kind == ListKind.IPV6_PREFIX_LIST ? " prefix-list" : "";
    }

    /** {@code match ip address}, {@code match ipv6 address}, with {@code prefix-list}: the prefix itself. */
    record Address(ListRef of) implements Match {
        @Override
        public String kind() {
            return family(of.kind()) + "address" + suffix(of.kind());
        }

        @Override
        public String argument() {
            return of.name();
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(of);
        }

        @Override
        public boolean matches(Evaluation asked) {
            boolean listOfIpv4 = family(of.kind()).equals("ip ");
            // FRR 8.4 route_match_address_prefix_list does not look at the family: an empty list permits both.
            boolean comparable =
                    asked.isIpv4() == listOfIpv4 || !suffix(of.kind()).isEmpty();
            return comparable && asked.lists().permits(of, asked.route().nlri().prefix());
        }
    }

    /** {@code match ip next-hop}, {@code match ipv6 next-hop}: the next hop as a host prefix. */
    record NextHop(ListRef of) implements Match {
        @Override
        public String kind() {
            return family(of.kind()) + "next-hop" + suffix(of.kind());
        }

        @Override
        public String argument() {
            return of.name();
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(of);
        }

        @Override
        public boolean matches(Evaluation asked) {
            PathAttributes attributes = asked.route().attributes();
            if (family(of.kind()).equals("ip ")) {
                IpAddress address = attributes.nextHop().orElse(Ipv4Address.ANY);
                return asked.isIpv4() && asked.lists().permits(of, address.toHostPrefix());
            }
            // FRR 8.4 route_match_ipv6_next_hop: the link-local address does as well.
            IpAddress address = attributes.nextHop().orElse(Ipv6Address.ANY);
            return !asked.isIpv4()
                    && (asked.lists().permits(of, address.toHostPrefix())
                            || attributes
                                    .linkLocalNextHop()
                                    .filter(local -> asked.lists().permits(of, local.toHostPrefix()))
                                    .isPresent());
        }
    }

    /** {@code match ip next-hop address}, {@code match ipv6 next-hop address}. */
    record NextHopAddress(IpAddress address) implements Match {
        @Override
        public String kind() {
            return (address.lengthBits() == 32 ? "ip" : "ipv6") + " next-hop address";
        }

        @Override
        public String argument() {
            return address.toString();
        }

        @Override
        public boolean matches(Evaluation asked) {
            PathAttributes attributes = asked.route().attributes();
            return attributes.nextHop().filter(address::equals).isPresent()
                    || attributes.linkLocalNextHop().filter(address::equals).isPresent();
        }
    }

    /** {@code match ip next-hop type blackhole}: no next hop and no way to one. */
    record NextHopBlackhole(boolean ipv4) implements Match {
        @Override
        public String kind() {
            return (ipv4 ? "ip" : "ipv6") + " next-hop type";
        }

        @Override
        public String argument() {
            return "blackhole";
        }

        @Override
        public boolean matches(Evaluation asked) {
            IpAddress any = ipv4 ? Ipv4Address.ANY : Ipv6Address.ANY;
            return asked.isIpv4() == ipv4
                    && asked.route().attributes().nextHop().orElse(any).equals(any)
                    && asked.route().facts().interfaceName().isEmpty();
        }
    }

    /** {@code match ip route-source}: the peer's address as a host prefix. */
    record RouteSource(ListRef of) implements Match {
        @Override
        public String kind() {
            return "ip route-source" + suffix(of.kind());
        }

        @Override
        public String argument() {
            return of.name();
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(of);
        }

        @Override
        public boolean matches(Evaluation asked) {
            PeerId peer = asked.context().peer();
            return asked.isIpv4()
                    && peer != null
                    && peer.address() instanceof Ipv4Address address
                    && asked.lists().permits(of, address.toHostPrefix());
        }
    }

    /** {@code match as-path}. */
    record AsPath(String name) implements Match {
        @Override
        public String kind() {
            return "as-path";
        }

        @Override
        public String argument() {
            return name;
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(new ListRef(ListKind.AS_PATH_LIST, name));
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.lists()
                    .asPathList(name)
                    .filter(list -> list.permits(asked.route().attributes().asPath()))
                    .isPresent();
        }
    }

    /** {@code match community}, {@code match extcommunity}, {@code match large-community}. */
    record Communities(ListRef of, boolean exact) implements Match {
        @Override
        public String kind() {
            return switch (of.kind()) {
                case COMMUNITY_LIST -> "community";
                case EXTENDED_COMMUNITY_LIST -> "extcommunity";
                case LARGE_COMMUNITY_LIST -> "large-community";
                default -> throw new IllegalArgumentException(of + " lists no communities");
            };
        }

        @Override
        public String argument() {
            return exact ? of.name() + " exact-match" : of.name();
        }

        @Override
        public Optional<ListRef> list() {
            return Optional.of(of);
        }

        @Override
        public boolean matches(Evaluation asked) {
            PathAttributes attributes = asked.route().attributes();
            return switch (of.kind()) {
                case COMMUNITY_LIST ->
                    asked.lists()
                            .communityList(of.name())
                            .filter(list -> list.permits(attributes.communities(), exact))
                            .isPresent();
                case EXTENDED_COMMUNITY_LIST ->
                    asked.lists()
                            .extendedList(of.name())
                            .filter(list -> list.permits(attributes.extendedCommunities(), exact))
                            .isPresent();
                default ->
                    asked.lists()
                            .largeList(of.name())
                            .filter(list -> list.permits(attributes.largeCommunities(), exact))
                            .isPresent();
            };
        }
    }

    /** Statements that ask no list; see {@link Matches}. */
    sealed interface Plain extends Match
            permits Matches.Metric,
                    Matches.LocalPreference,
                    Matches.Tag,
                    Matches.OriginIs,
                    Matches.Interface,
                    Matches.Peer,
                    Matches.PeerLocal,
                    Matches.PeerNamed,
                    Matches.Probability {}
}
