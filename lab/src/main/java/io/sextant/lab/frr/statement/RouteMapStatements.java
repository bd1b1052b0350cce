package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Route-maps: each numbered entry is a section named {@code NAME SEQUENCE}. */
final class RouteMapStatements {

    private static final List<String> PROTOCOLS = List.of(
            "kernel",
            "connected",
            "static",
            "rip",
            "ripng",
            "ospf",
            "ospf6",
            "isis",
            "bgp",
            "eigrp",
            "nhrp",
            "table",
            "vnc",
            "babel",
            "openfabric");

    private RouteMapStatements() {}

    static void opening(Rows rows) {
        rows.opens("route-map <map:word> (permit|deny) <seq:1-65535>", RouteMapStatements::open)
                .exactly("no route-map <map:word> (permit|deny) <seq:1-65535>", (scope, command, said) -> scope.root()
                        .removeChild(Context.ROUTE_MAP, said.value("map") + " " + said.value("seq")))
                .exactly("no route-map <map:word>", RouteMapStatements::removeAll)
                .inert("route-map <map:word> optimization", "map");
    }

    private static void open(Scope scope, Command command, Arguments said) {
        String name = said.value("map") + " " + said.value("seq");
        Draft entry = scope.root().open(Context.ROUTE_MAP, name, scope.start());
        entry.apply(command.setting(), false, said, scope.start());
        scope.enter(entry);
    }

    private static void removeAll(Scope scope, Command command, Arguments said) {
        for (Draft entry : scope.root().children(Context.ROUTE_MAP)) {
            if (entry.name().substring(0, entry.name().lastIndexOf(' ')).equals(said.value("map"))) {
                scope.root().removeChild(Context.ROUTE_MAP, entry.name());
            }
        }
    }

    static void fill(Rows rows) {
        matches(rows);
        matchesNotModelled(rows);
        sets(rows);
        setsNotModelled(rows);
        rows.may("description <text:line>")
                .may("call <map:word>", RouteMapStatements::call)
                .may("on-match next", RouteMapStatements::leaving)
                .may("on-match goto <seq:1-65535>", RouteMapStatements::leaving)
                .may("continue <seq:1-65535>", RouteMapStatements::leaving);
    }

    private static void matches(Rows rows) {
        String list = "(<list:1-99>|<list:100-500>|<list:word>)";
        rows.may("match interface <interface:word>")
                .may("match as-path <list:word>")
                .may("match community " + list + " [exact-match]")
                .may("match extcommunity " + list)
                .may("match large-community " + list + " [exact-match]")
                .may("match local-preference <value:u32>")
                .may("match metric <value:asn>")
                .may("match origin (egp|igp|incomplete)")
                .may("match peer (local|<peer>)")
                .may("match probability <percent:0-100>")
                .may("match tag <tag:1-4294967295>");
        for (String family : List.of("ip", "ipv6")) {
            String bits = family.equals("ip") ? "0-32" : "0-128";
            String address = family.equals("ip") ? "ipv4" : "ipv6";
            rows.may("match " + family + " address <list:word>")
                    .may("match " + family + " address prefix-list <list:word>")
                    .inert("match " + family + " address prefix-len <length:" + bits + ">")
                    .may("match " + family + " next-hop <list:word>")
                    .may("match " + family + " next-hop address <address:" + address + ">")
                    .may("match " + family + " next-hop prefix-list <list:word>")
                    .may("match " + family + " next-hop type blackhole");
        }
        // These, and prefix-len above, are zebra's: bgpd passes over them, and ip protocol has no effect here.
        rows.inert("match ip next-hop prefix-len <length:0-32>")
                .inert("match source-protocol (" + String.join("|", PROTOCOLS) + ")");
    }

    private static void matchesNotModelled(Rows rows) {
        rows.may("match ip route-source <list:word>")
                .may("match ip route-source prefix-list <list:word>")
                .inert("match alias <alias:word>")
                .inert("match script <script:word>")
                .inert("match evpn (default-route|rd <rd:word>|route-type <type:word>|vni <vni:1-16777215>)")
                .inert("match mac address <list:word>")
                .inert("match rpki (valid|invalid|notfound)")
                .inert("match rpki-extcommunity (valid|invalid|notfound)")
                .inert("match source-instance <instance:0-255>")
                .inert("match source-vrf <vrf:word>");
    }

    private static void sets(Rows rows) {
        rows.may("set aggregator as <as:asn> <address:ipv4>")
                .may("set as-path exclude <path:asns>")
                .may("set as-path prepend <path:asns>")
                .may("set as-path prepend last-as <count:1-10>")
                .may("set as-path replace (any|<as:asn>)")
                .may("set atomic-aggregate")
                .may("set comm-list (<list:1-99>|<list:100-500>|<list:word>) delete")
                .may("set community <value:line>", RouteMapStatements::community)
                .may("set distance <distance:0-255>")
                .may("set extcommunity bandwidth (<megabits:1-25600>|cumulative|num-multipaths) [non-transitive]")
                .may("set extcommunity none")
                .may("set extcommunity rt <value:line>", RouteMapStatements::extended)
                .may("set extcommunity soo <value:line>", RouteMapStatements::extended)
                .may("set ip next-hop (<address:ipv4>|peer-address|unchanged)")
                .may("set ipv6 next-hop global <address:ipv6>")
                .may("set ipv6 next-hop local <address:ipv6>")
                .may("set ipv6 next-hop peer-address")
                .may("set ipv6 next-hop prefer-global")
                .may("set large-comm-list (<list:1-99>|<list:100-500>|<list:word>) delete")
                .may("set large-community <value:line>", RouteMapStatements::large)
                .may("set local-preference <value:signed>")
                .may("set metric (<value:signed>|rtt|+rtt|-rtt)")
                .may("set origin (egp|igp|incomplete)")
                .may("set originator-id <id:ipv4>")
                .inert("set src (<source:ipv4>|<source:ipv6>)")
                .may("set tag <tag:1-4294967295>")
                .may("set weight <weight:u32>");
    }

    private static void setsNotModelled(Rows rows) {
        rows.inert("set evpn gateway-ip (ipv4 <gateway:ipv4>|ipv6 <gateway:ipv6>)")
                .inert("set forwarding-address <address:ipv6>")
                .inert("set l3vpn next-hop encapsulation gre")
                .inert("set label-index <label:0-1048560>")
                .inert("set metric-type (type-1|type-2)")
                .inert("set sr-te color <color:asn>")
                .inert("set table <table:asn>")
                .inert("set (ipv4|ipv6) vpn next-hop (<address:ipv4>|<address:ipv6>)");
    }

    /** {@code none}, or communities with {@code additive} at the end: FRR 8.4 set_community. */
    private static void community(Scope scope, Command command, Arguments said) {
        if (command.negative()) {
            Scope.keep(scope, command, said);
            return;
        }
        String value = said.value("value");
        if (!value.equals("none")) {
            List<String> words = List.of(value.split(" ", -1));
            boolean additive = words.get(words.size() - 1).equals("additive");
            List<String> communities = additive ? words.subList(0, words.size() - 1) : words;
            Optional<String> bad = communities.stream()
                    .filter(word -> ListValues.community(word).isEmpty())
                    .findFirst();
            if (bad.isPresent() || communities.isEmpty()) {
                scope.refuse(
                        "value",
                        "expected communities, found '" + bad.orElse(value) + "'",
                        "% Malformed communities attribute '" + value + "'");
                return;
            }
            value = ListValues.sorted(String.join(" ", communities)) + (additive ? " additive" : "");
        }
        Scope.keep(scope, command, said.with("value", value));
    }

    private static void large(Scope scope, Command command, Arguments said) {
        check(scope, command, said, word -> word.equals("none") || word.equals("additive") || ListValues.isLarge(word));
    }

    private static void extended(Scope scope, Command command, Arguments said) {
        check(scope, command, said, ListValues::isExtendedValue);
    }

    private static void check(Scope scope, Command command, Arguments said, java.util.function.Predicate<String> fits) {
        Optional<String> bad = said.find("value").stream()
                .flatMap(value -> Stream.of(value.split(" ", -1)))
                .filter(word -> !fits.test(word))
                .findFirst();
        if (bad.isPresent() && !command.negative()) {
            scope.error("value", "expected communities, found '" + bad.get() + "'");
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** A map that calls itself is refused (FRR 8.4 {@code lib_route_map_entry_call}'s YANG). */
    private static void call(Scope scope, Command command, Arguments said) {
        Optional<String> own = scope.section().find("route-map").map(entry -> entry.value("map"));
        if (!command.negative() && own.isPresent() && own.equals(said.find("map"))) {
            scope.passOver("a route-map cannot call itself", ListStatements.INVALID);
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** How an entry is left is one thing: the last statement counts (FRR 8.4 exit-policy). */
    private static void leaving(Scope scope, Command command, Arguments said) {
        Optional<Entry> opening = scope.section().find("route-map");
        long own = opening.map(entry -> entry.number("seq")).orElse(0L);
        Optional<Long> target = said.find("seq").map(Long::valueOf);
        if (!command.negative() && target.isPresent() && target.get() <= own) {
            scope.refuse("seq", "expected an entry after " + own + ", found " + target.get(), ListStatements.INVALID);
            return;
        }
        if (!command.negative() && opening.filter(entry -> entry.has("deny")).isPresent()) {
            // FRR 8.4.4 refuses the whole entry (measured: YANG validation of exit-policy under deny).
            scope.refuse("seq", "expected a permit entry: one that denies goes nowhere", ListStatements.INVALID);
            return;
        }
        List.of("on-match next", "on-match goto", "continue").forEach(scope.section()::remove);
        Scope.keep(scope, command, said);
    }
}
