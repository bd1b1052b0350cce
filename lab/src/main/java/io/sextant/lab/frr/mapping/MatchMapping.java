package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.map.ListMatches;
import io.sextant.protocol.bgp.policy.map.Match;
import io.sextant.protocol.bgp.policy.map.Matches;
import java.util.Optional;

/** {@code match} statements. */
final class MatchMapping {

    private MatchMapping() {}

    /** The rule; nothing for other statements and for those that are not modelled. */
    static Optional<Match> of(Entry entry) {
        return switch (entry.setting().key()) {
            case "match ip address" -> Optional.of(ListMatches.address(list(ListKind.IPV4_ACCESS_LIST, entry)));
            case "match ipv6 address" -> Optional.of(ListMatches.address(list(ListKind.IPV6_ACCESS_LIST, entry)));
            case "match ip address prefix-list" ->
                Optional.of(ListMatches.address(list(ListKind.IPV4_PREFIX_LIST, entry)));
            case "match ipv6 address prefix-list" ->
                Optional.of(ListMatches.address(list(ListKind.IPV6_PREFIX_LIST, entry)));
            case "match ip next-hop" -> Optional.of(ListMatches.nextHop(list(ListKind.IPV4_ACCESS_LIST, entry)));
            case "match ipv6 next-hop" -> Optional.of(ListMatches.nextHop(list(ListKind.IPV6_ACCESS_LIST, entry)));
            case "match ip next-hop prefix-list" ->
                Optional.of(ListMatches.nextHop(list(ListKind.IPV4_PREFIX_LIST, entry)));
            case "match ipv6 next-hop prefix-list" ->
                Optional.of(ListMatches.nextHop(list(ListKind.IPV6_PREFIX_LIST, entry)));
            case "match ip route-source" ->
                Optional.of(ListMatches.routeSource(list(ListKind.IPV4_ACCESS_LIST, entry)));
            case "match ip route-source prefix-list" ->
                Optional.of(ListMatches.routeSource(list(ListKind.IPV4_PREFIX_LIST, entry)));
            case "match community" -> Optional.of(communities(ListKind.COMMUNITY_LIST, entry));
            case "match extcommunity" -> Optional.of(communities(ListKind.EXTENDED_COMMUNITY_LIST, entry));
            case "match large-community" -> Optional.of(communities(ListKind.LARGE_COMMUNITY_LIST, entry));
            case "match as-path" -> Optional.of(ListMatches.asPath(entry.value("list")));
            default -> plain(entry);
        };
    }

    private static Optional<Match> plain(Entry entry) {
        return switch (entry.setting().key()) {
            case "match ip next-hop address" -> Optional.of(Matches.nextHop(Ipv4Address.parse(entry.value("address"))));
            case "match ipv6 next-hop address" ->
                Optional.of(Matches.nextHop(Ipv6Address.parse(entry.value("address"))));
            case "match ip next-hop type blackhole" -> Optional.of(Matches.nextHopBlackhole(true));
            case "match ipv6 next-hop type blackhole" -> Optional.of(Matches.nextHopBlackhole(false));
            case "match metric" -> Optional.of(Matches.metric(entry.number("value")));
            case "match local-preference" -> Optional.of(Matches.localPreference(entry.number("value")));
            case "match tag" -> Optional.of(Matches.tag(entry.number("tag")));
            case "match origin" -> FamilyMapping.origin(entry).map(Matches::origin);
            case "match interface" -> Optional.of(Matches.interfaceName(entry.value("interface")));
            case "match probability" -> Optional.of(Matches.probability((int) entry.number("percent")));
            case "match peer" -> Optional.of(peer(entry));
            default -> Optional.empty();
        };
    }

    private static Match peer(Entry entry) {
        if (entry.find("peer").isEmpty()) {
            return Matches.peerLocal();
        }
        String name = entry.value("peer");
        Optional<IpAddress> address =
                Ipv4Address.tryParse(name).<IpAddress>map(found -> found).or(() -> Ipv6Address.tryParse(name));
        return address.isPresent() ? Matches.peer(address.get()) : Matches.peerNamed(name);
    }

    private static ListRef list(ListKind kind, Entry entry) {
        return new ListRef(kind, entry.value("list"));
    }

    private static Match communities(ListKind kind, Entry entry) {
        return ListMatches.communities(list(kind, entry), entry.has("exact-match"));
    }
}
