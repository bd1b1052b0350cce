package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.policy.list.AccessList;
import io.sextant.protocol.bgp.policy.list.AsPathAccessList;
import io.sextant.protocol.bgp.policy.list.BgpRegex;
import io.sextant.protocol.bgp.policy.list.CommunityKind;
import io.sextant.protocol.bgp.policy.list.CommunityList;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.PolicyLists;
import io.sextant.protocol.bgp.policy.list.PrefixList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Prefix, access, AS-path and community lists. */
final class ListMapping {

    private static final Map<ListKind, String> WORDS = new EnumMap<>(ListKind.class);

    static {
        WORDS.put(ListKind.IPV4_PREFIX_LIST, "ip prefix-list ");
        WORDS.put(ListKind.IPV6_PREFIX_LIST, "ipv6 prefix-list ");
        WORDS.put(ListKind.IPV4_ACCESS_LIST, "access-list ");
        WORDS.put(ListKind.IPV6_ACCESS_LIST, "ipv6 access-list ");
        WORDS.put(ListKind.AS_PATH_LIST, "bgp as-path access-list ");
        WORDS.put(ListKind.COMMUNITY_LIST, "bgp community-list ");
        WORDS.put(ListKind.EXTENDED_COMMUNITY_LIST, "bgp extcommunity-list ");
        WORDS.put(ListKind.LARGE_COMMUNITY_LIST, "bgp large-community-list ");
    }

    private final FrrConfig config;

    ListMapping(FrrConfig config) {
        this.config = config;
    }

    boolean has(ListKind kind, String name) {
        return config.root().child(Context.LIST, WORDS.get(kind) + name).isPresent();
    }

    void define(PolicyLists lists) {
        for (Section section : config.root().children(Context.LIST)) {
            WORDS.forEach((kind, words) -> {
                if (section.name().startsWith(words)) {
                    define(lists, kind, section.name().substring(words.length()), section);
                }
            });
        }
    }

    private static void define(PolicyLists lists, ListKind kind, String name, Section section) {
        List<Entry> lines = section.all("line");
        switch (kind) {
            case IPV4_PREFIX_LIST, IPV6_PREFIX_LIST ->
                lists.define(
                        kind,
                        name,
                        new PrefixList(
                                text(section, "description"),
                                lines.stream()
                                        .map(line -> prefixLine(kind, line))
                                        .toList()));
            case IPV4_ACCESS_LIST, IPV6_ACCESS_LIST ->
                lists.define(
                        kind,
                        name,
                        new AccessList(
                                text(section, "remark"),
                                lines.stream().map(ListMapping::accessLine).toList()));
            case AS_PATH_LIST ->
                lists.defineAsPath(
                        name,
                        new AsPathAccessList(lines.stream()
                                .map(line -> new AsPathAccessList.Entry(
                                        line.number("seq"),
                                        PolicyMapping.verdict(line),
                                        BgpRegex.of(line.value("regex"))))
                                .toList()));
            case COMMUNITY_LIST ->
                lists.defineCommunity(name, communities(CommunityKind.STANDARD, lines, name, CommunityTexts::standard));
            case EXTENDED_COMMUNITY_LIST ->
                lists.defineExtended(
                        name, communities(CommunityKind.EXTENDED, lines, name, CommunityTexts::extendedList));
            case LARGE_COMMUNITY_LIST ->
                lists.defineLarge(name, communities(CommunityKind.LARGE, lines, name, CommunityTexts::large));
        }
    }

    private static String text(Section section, String key) {
        return section.find(key).map(entry -> entry.value("text")).orElse("");
    }

    private static IpPrefix prefix(String text) {
        return text.indexOf(':') >= 0 ? Ipv6Prefix.parse(text) : Ipv4Prefix.parse(text);
    }

    /** {@code any} is every prefix of the family. */
    private static PrefixList.Entry prefixLine(ListKind kind, Entry line) {
        Optional<String> prefix = line.find("prefix");
        boolean ipv4 = kind == ListKind.IPV4_PREFIX_LIST;
        IpPrefix all = ipv4 ? Ipv4Prefix.DEFAULT_ROUTE : Ipv6Prefix.parse("::/0");
        int atMost = prefix.isPresent() ? 0 : ipv4 ? 32 : 128;
        return new PrefixList.Entry(
                line.number("seq"),
                PolicyMapping.verdict(line),
                prefix.map(ListMapping::prefix).orElse(all),
                line.find("ge").map(Integer::valueOf).orElse(0),
                line.find("le").map(Integer::valueOf).orElse(atMost));
    }

    private static AccessList.Entry accessLine(Entry line) {
        return new AccessList.Entry(line.number("seq"), PolicyMapping.verdict(line), subject(line));
    }

    private static AccessList.Subject subject(Entry line) {
        if (line.find("prefix").isPresent()) {
            return new AccessList.Within(prefix(line.value("prefix")), line.has("exact-match"));
        } else if (line.find("address").isPresent()) {
            return AccessList.Wildcard.standard(
                    Ipv4Address.parse(line.value("address")),
                    line.find("wildcard").map(Ipv4Address::parse).orElse(Ipv4Address.ANY));
        } else if (line.has("ip")) {
            Address source = Address.of(line, "source");
            Address target = Address.of(line, "target");
            return new AccessList.Wildcard(source.address, source.wildcard, target.address, target.wildcard);
        }
        return new AccessList.Any();
    }

    /** One side of an extended line: an address with a wildcard, {@code host}, or {@code any}. */
    private record Address(Ipv4Address address, Ipv4Address wildcard) {
        static Address of(Entry line, String side) {
            Optional<String> host = line.find(side + "Host");
            if (host.isPresent()) {
                return new Address(Ipv4Address.parse(host.get()), Ipv4Address.ANY);
            }
            return line.find(side)
                    .map(found ->
                            new Address(Ipv4Address.parse(found), Ipv4Address.parse(line.value(side + "Wildcard"))))
                    .orElse(new Address(Ipv4Address.ANY, Ipv4Address.BROADCAST));
        }
    }

    private static <C extends Comparable<C>> CommunityList<C> communities(
            CommunityKind<C> kind, List<Entry> lines, String name, Function<String, List<C>> reader) {
        boolean numbered = name.matches("[1-5][0-9][0-9]");
        boolean expanded = lines.stream().anyMatch(line -> line.has("expanded") || numbered && !line.has("standard"));
        CommunityList<C> list = expanded ? CommunityList.expanded(kind) : CommunityList.standard(kind);
        for (Entry line : lines) {
            String value = line.value("value");
            list = list.with(
                    expanded
                            ? CommunityList.Entry.of(
                                    line.number("seq"), PolicyMapping.verdict(line), BgpRegex.of(value))
                            : CommunityList.Entry.of(
                                    line.number("seq"), PolicyMapping.verdict(line), reader.apply(value)));
        }
        return list;
    }
}
