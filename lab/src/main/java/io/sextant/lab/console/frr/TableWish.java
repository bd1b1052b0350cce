package io.sextant.lab.console.frr;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.AsPathAccessList;
import io.sextant.protocol.bgp.policy.list.BgpRegex;
import io.sextant.protocol.bgp.policy.list.CommunityList;
import io.sextant.protocol.bgp.policy.list.CommunityNames;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.rib.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which paths of the table a line asks for (FRR 8.4 {@code bgp_show_table}).
 *
 * @param isWhole whether nothing was said that chooses
 * @param refusal what is printed instead of any table, or blank
 */
record TableWish(boolean isWhole, Predicate<Path> which, String refusal) {

    private static final TableWish WHOLE = new TableWish(true, path -> true, "");

    private static TableWish of(Predicate<Path> which) {
        return new TableWish(false, which, "");
    }

    private static TableWish refused(String name, String kind) {
        return new TableWish(false, path -> false, "% " + name + " " + kind + " not found\n");
    }

    /** Takes the words of a filter, if there are any. */
    static TableWish take(Frr frr, VtyWords words) throws VtyException {
        if (words.take("regexp")) {
            return regex(words.next());
        }
        if (words.take("cidr-only")) {
            return of(path -> isCidr(path.nlri().prefix()));
        }
        if (words.take("version")) {
            long least = words.takeNumber(1, 0xFFFF_FFFFL);
            return of(path -> frr.table().version(path.nlri().prefix()) >= least);
        }
        if (words.take("community")) {
            return community(words);
        }
        if (words.take("large-community")) {
            return large(words);
        }
        Optional<TableWish> longer = longer(words);
        return longer.isPresent() ? longer.get() : named(frr, words);
    }

    private static TableWish regex(String text) {
        BgpRegex regex = BgpRegex.of(text);
        return of(path -> regex.matches(path.attributes().asPath().toString()));
    }

    /** Not of the length its first octet had before CIDR. */
    private static boolean isCidr(IpPrefix prefix) {
        if (!(prefix instanceof Ipv4Prefix)) {
            return true;
        }
        int first = prefix.address().toOctets()[0] & 0xFF;
        int natural = first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : -1;
        return prefix.length() != natural;
    }

    private static TableWish community(VtyWords words) throws VtyException {
        if (words.isAtEnd() || words.isNext("json") || words.isNext("wide")) {
            return of(path -> !path.attributes().communities().isEmpty());
        }
        List<Community> wanted = CommunityNames.tryParse(words.next()).stream().toList();
        return words.take("exact-match")
                ? of(path -> path.attributes().communities().equals(wanted))
                : of(path -> path.attributes().communities().containsAll(wanted));
    }

    private static TableWish large(VtyWords words) throws VtyException {
        if (words.isAtEnd() || words.isNext("json")) {
            return of(path -> !path.attributes().largeCommunities().isEmpty());
        }
        List<LargeCommunity> wanted = List.of(largeCommunity(words.next()));
        return words.take("exact-match")
                ? of(path -> path.attributes().largeCommunities().equals(wanted))
                : of(path -> path.attributes().largeCommunities().containsAll(wanted));
    }

    private static LargeCommunity largeCommunity(String text) {
        String[] parts = text.split(":", -1);
        return new LargeCommunity(
                Integer.parseUnsignedInt(parts[0]),
                Integer.parseUnsignedInt(parts[1]),
                Integer.parseUnsignedInt(parts[2]));
    }

    private static Optional<TableWish> longer(VtyWords words) {
        if (!words.isFollowedBy("longer-prefixes")) {
            return Optional.empty();
        }
        return words.takeAnyPrefix().map(range -> {
            words.take("longer-prefixes");
            return of(path -> range.length() <= path.nlri().prefix().length()
                    && range.getClass() == path.nlri().prefix().getClass()
                    && range.contains(path.nlri().prefix().address()));
        });
    }

    private static TableWish named(Frr frr, VtyWords words) throws VtyException {
        if (words.take("community-list")) {
            Optional<CommunityList<Community>> list = book(frr, words).lists().communityList(words.peek());
            return list(
                    words,
                    "community-list",
                    list,
                    (found, path) -> found.permits(path.attributes().communities()),
                    (found, path) -> found.permits(path.attributes().communities(), true));
        }
        if (words.take("large-community-list")) {
            Optional<CommunityList<LargeCommunity>> list =
                    book(frr, words).lists().largeList(words.peek());
            return list(
                    words,
                    "large-community-list",
                    list,
                    (found, path) -> found.permits(path.attributes().largeCommunities()),
                    (found, path) -> found.permits(path.attributes().largeCommunities(), true));
        }
        if (words.take("filter-list")) {
            Optional<AsPathAccessList> list = book(frr, words).lists().asPathList(words.peek());
            Test<AsPathAccessList> passes =
                    (found, path) -> found.permits(path.attributes().asPath());
            return list(words, "AS-path access-list", list, passes, passes);
        }
        if (words.take("prefix-list")) {
            return prefixes(book(frr, words), words.next(), "prefix-list");
        }
        if (words.take("access-list")) {
            return prefixes(book(frr, words), words.next(), "access-list");
        }
        return words.take("route-map") ? map(frr, book(frr, words), words.next()) : WHOLE;
    }

    /** Whether a list passes a path. */
    private interface Test<L> {
        boolean passes(L list, Path path);
    }

    private static <L> TableWish list(VtyWords words, String kind, Optional<L> list, Test<L> some, Test<L> exact)
            throws VtyException {
        String name = words.next();
        Test<L> test = words.take("exact-match") ? exact : some;
        return list.map(found -> of(path -> test.passes(found, path))).orElseGet(() -> refused(name, kind));
    }

    private static TableWish prefixes(PolicyBook book, String name, String kind) {
        boolean prefixLists = kind.equals("prefix-list");
        ListRef ipv4 = new ListRef(prefixLists ? ListKind.IPV4_PREFIX_LIST : ListKind.IPV4_ACCESS_LIST, name);
        ListRef ipv6 = new ListRef(prefixLists ? ListKind.IPV6_PREFIX_LIST : ListKind.IPV6_ACCESS_LIST, name);
        if (!book.lists().isDefined(ipv4) && !book.lists().isDefined(ipv6)) {
            return refused(name, kind);
        }
        return of(path -> {
            IpPrefix prefix = path.nlri().prefix();
            return book.lists().permits(prefix instanceof Ipv6Prefix ? ipv6 : ipv4, prefix);
        });
    }

    private static TableWish map(Frr frr, PolicyBook book, String name) {
        if (!book.isDefined(name)) {
            return refused(name, "route-map");
        }
        PolicyContext context =
                PolicyContext.local(PolicyPoint.OTHER, frr.speaker().config().localAs());
        return of(path ->
                book.routeMapPolicy(name).apply(PolicyRoute.of(path.nlri(), path.attributes()), context) != null);
    }

    private static PolicyBook book(Frr frr, VtyWords words) throws VtyException {
        return frr.machine().router().orElseThrow(words::notModelled).policies();
    }
}
