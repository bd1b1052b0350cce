package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import java.util.List;

/** Interfaces, static routes and what else zebra and staticd read. */
final class ZebraStatements {

    private static final List<String> SOURCES = List.of(
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
            "openfabric",
            "any");

    private ZebraStatements() {}

    static void global(Rows rows) {
        rows.each(
                        "ip route (<prefix:net4>|<network:ipv4> <mask:ipv4>) " + nextHop("ipv4"),
                        StaticRoutes::apply,
                        "prefix",
                        "gateway",
                        "interface",
                        "table")
                .each(
                        "ipv6 route <prefix:net6> [from <source:net6>] " + nextHop("ipv6"),
                        StaticRoutes::apply,
                        "prefix",
                        "gateway",
                        "interface",
                        "table")
                .may("ip router-id <id:ipv4>")
                .inert("ip router-id <id:ipv4> vrf <vrf:word>", "vrf")
                .may("router-id <id:ipv4>")
                .inert("router-id <id:ipv4> vrf <vrf:word>", "vrf")
                .inert("ipv6 router-id <id:ipv6> [vrf <vrf:word>]")
                .either("ip forwarding")
                .either("ipv6 forwarding")
                .may("ip nht resolve-via-default")
                .may("ipv6 nht resolve-via-default")
                .inert("ip table range <first:word> <last:word>")
                .inert("zebra nexthop-group keep <seconds:1-3600>")
                .inert("zebra <rest:line>")
                .inert("ip import-table <rest:line>")
                .inert("ip mroute <rest:line>")
                .inert("ip multicast <rest:line>")
                .inert("allow-external-route-update");
        for (String family : List.of("ip", "ipv6")) {
            for (String source : SOURCES) {
                String protocol = family + " protocol " + source + " route-map <map:word>";
                rows.inert(protocol);
                rows.inert(family + " nht " + source + " route-map <map:word>");
            }
        }
        rows.opens("interface <interface:word>", ZebraStatements::open)
                .opens("interface <interface:word> vrf <vrf:word>", ZebraStatements::open)
                .exactly("no interface <interface:word> [vrf <vrf:word>]", (scope, command, said) -> scope.root()
                        .removeChild(Context.INTERFACE, said.value("interface")))
                .opens("vrf <name:word>", Skip.block(Context.SKIPPED))
                .exactly("no vrf <name:word>", Skip.line());
    }

    private static String nextHop(String family) {
        String common = "[{tag <tag:asn>|<distance:1-255>|vrf <vrf:word>|label <label:word>|table <table:asn>";
        return "((<gateway:" + family + ">|<interface:word>) " + common
                + "|nexthop-vrf <nexthopVrf:word>|color <color:asn>}]"
                + "|<gateway:" + family + "> <interface:word> " + common
                + "|nexthop-vrf <nexthopVrf:word>|onlink|color <color:asn>}]"
                + "|(reject|blackhole) " + common + "}])";
    }

    private static void open(Scope scope, Command command, Arguments said) {
        if (said.find("vrf").filter(vrf -> !vrf.equals("default")).isPresent()) {
            Skip.block(Context.SKIPPED).apply(scope, command, said);
            return;
        }
        Draft draft = scope.root().open(Context.INTERFACE, said.value("interface"), scope.start());
        scope.enter(draft);
    }

    static void inInterface(Rows rows) {
        rows.may("description <text:line>")
                .may("shutdown")
                .inert("bandwidth <megabits:1-100000>")
                .each("ip address <address:ipv4/m>", "address")
                .inert("ip address <address:ipv4/m> label <label:line>", "address")
                .inert("ip address <local:ipv4> peer <address:ipv4/m>", "local")
                .each("ipv6 address <address:ipv6/m>", "address")
                .inertOn("link-detect")
                .inert("multicast")
                .inert("pbr-policy <map:word>")
                .inert("delay <micros:1-16777215>")
                .inert("mpls [<rest:line>]")
                .inert("tunnel <rest:line>", "rest")
                .inert("evpn <rest:line>", "rest")
                .opens("link-params", Skip.block(Context.SKIPPED));
        for (String family : List.of("ip", "ipv6")) {
            for (String word : List.of(
                    "ospf",
                    "ospf6",
                    "rip",
                    "ripng",
                    "pim",
                    "igmp",
                    "mld",
                    // No word alone: "ip route", which leaves the block, is an abbreviation of that.
                    "router (isis|openfabric)",
                    "eigrp",
                    "nhrp",
                    "irdp",
                    "nd",
                    "mroute",
                    "multicast",
                    "authentication",
                    "split-horizon",
                    "summary-address",
                    "redirect")) {
                rows.inert(family + " " + word + " [<rest:line>]", "rest");
            }
        }
        for (String word : List.of("isis", "openfabric", "vrrp", "babel", "bfd")) {
            rows.inert(word + " [<rest:line>]", "rest");
        }
    }
}
