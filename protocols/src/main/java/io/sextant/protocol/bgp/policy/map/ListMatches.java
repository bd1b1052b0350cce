package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.PolicyLists;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.function.Predicate;

/** Statements that ask a list. One that is not defined matches nothing. */
public final class ListMatches {

    private ListMatches() {}

    private static Match match(String kind, ListRef list, Predicate<Evaluation> test) {
        return new Match(kind, list.name(), list, test);
    }

    private static boolean isIpv4(ListRef list) {
        return list.kind() == ListKind.IPV4_ACCESS_LIST || list.kind() == ListKind.IPV4_PREFIX_LIST;
    }

    private static boolean isPrefixList(ListRef list) {
        return list.kind() == ListKind.IPV4_PREFIX_LIST || list.kind() == ListKind.IPV6_PREFIX_LIST;
    }

    /** {@code ip address prefix-list} and the like. */
    private static String kind(ListRef list, String what) {
        return (isIpv4(list) ? "ip " : "ipv6 ") + what + (isPrefixList(list) ? " prefix-list" : "");
    }

    /** {@code match ip address}, {@code match ipv6 address}, with {@code prefix-list}: the prefix itself. */
    public static Match address(ListRef list) {
        return match(kind(list, "address"), list, asked -> {
            // FRR 8.4 route_match_address_prefix_list does not look at the family: an empty list permits both.
            boolean comparable = asked.isIpv4() == isIpv4(list) || isPrefixList(list);
            return comparable
                    && asked.lists().permits(list, asked.route().nlri().prefix());
        });
    }

    /**
     * Whether {@code match} asks a prefix list that has no entries for the route's own prefix, by which FRR 8.4 leaves it out
     * of the route-map's table ({@code route_map_add_plist_entries}).
     */
    static boolean asksEmptyPrefixList(Match match, boolean ipv4, PolicyLists lists) {
        ListKind kind = ipv4 ? ListKind.IPV4_PREFIX_LIST : ListKind.IPV6_PREFIX_LIST;
        return match.list()
                .filter(list -> list.kind() == kind && match.kind().equals(kind(list, "address")))
                .flatMap(list -> lists.prefixList(kind, list.name()))
                .filter(list -> list.entries().isEmpty())
                .isPresent();
    }

    /** {@code match ip next-hop}, {@code match ipv6 next-hop}: the next hop as a host prefix. */
    public static Match nextHop(ListRef list) {
        return match(
                kind(list, "next-hop"),
                list,
                asked -> isIpv4(list) ? permitsIpv4NextHop(list, asked) : permitsIpv6NextHop(list, asked));
    }

    private static boolean permitsIpv4NextHop(ListRef list, Evaluation asked) {
        IpAddress address = asked.route().attributes().nextHop().orElse(Ipv4Address.ANY);
        return asked.isIpv4() && asked.lists().permits(list, address.toHostPrefix());
    }

    /** FRR 8.4 route_match_ipv6_next_hop: the link-local address does as well. */
    private static boolean permitsIpv6NextHop(ListRef list, Evaluation asked) {
        PathAttributes attributes = asked.route().attributes();
        IpAddress address = attributes.nextHop().orElse(Ipv6Address.ANY);
        return !asked.isIpv4()
                && (asked.lists().permits(list, address.toHostPrefix())
                        || attributes
                                .linkLocalNextHop()
                                .filter(local -> asked.lists().permits(list, local.toHostPrefix()))
                                .isPresent());
    }

    /** {@code match ip route-source}: the peer's address as a host prefix. */
    public static Match routeSource(ListRef list) {
        return match(kind(list, "route-source"), list, asked -> {
            PeerId peer = asked.context().source();
            return asked.isIpv4()
                    && peer != null
                    && peer.address() instanceof Ipv4Address address
                    && asked.lists().permits(list, address.toHostPrefix());
        });
    }

    /** {@code match as-path}. */
    public static Match asPath(String name) {
        return match("as-path", new ListRef(ListKind.AS_PATH_LIST, name), asked -> asked.lists()
                .asPathList(name)
                .filter(list -> list.permits(asked.route().attributes().asPath()))
                .isPresent());
    }

    /**
     * {@code match community}, {@code match extcommunity}, {@code match large-community}.
     *
     * @throws IllegalArgumentException for a list of something else
     */
    public static Match communities(ListRef list, boolean exact) {
        String argument = exact ? list.name() + " exact-match" : list.name();
        return switch (list.kind()) {
            case COMMUNITY_LIST ->
                new Match("community", argument, list, asked -> asked.lists()
                        .communityList(list.name())
                        .filter(found ->
                                found.permits(asked.route().attributes().communities(), exact))
                        .isPresent());
            case EXTENDED_COMMUNITY_LIST ->
                new Match("extcommunity", argument, list, asked -> asked.lists()
                        .extendedList(list.name())
                        .filter(found ->
                                found.permits(asked.route().attributes().extendedCommunities(), exact))
                        .isPresent());
            case LARGE_COMMUNITY_LIST ->
                new Match("large-community", argument, list, asked -> asked.lists()
                        .largeList(list.name())
                        .filter(found ->
                                found.permits(asked.route().attributes().largeCommunities(), exact))
                        .isPresent());
            default -> throw new IllegalArgumentException(list + " lists no communities");
        };
    }
}
