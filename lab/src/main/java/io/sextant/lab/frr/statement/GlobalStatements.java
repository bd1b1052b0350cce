package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.model.Context;
import java.util.List;

/** The top level: names, versions, logging, and the blocks of daemons that Sextant does not have. */
final class GlobalStatements {

    private GlobalStatements() {}

    static void fill(Rows rows) {
        rows.exactly("frr version <version:word>", Scope::keep)
                .exactly("frr defaults <profile:word>", GlobalStatements::profile)
                .may("hostname <name:word>")
                .inert("domainname <name:word>")
                .inert("log <rest:line>", "rest")
                .inert("debug <rest:line>", "rest")
                .may("service integrated-vtysh-config")
                .inert("service password-encryption")
                .inert("service advanced-vty")
                .inert("service terminal-length <lines:0-512>")
                .inert("service cputime-stats")
                .inert("service cputime-warning <millis:word>")
                .inert("service walltime-warning <millis:word>")
                .inert("password [8] <password:line>")
                .inert("enable password [8] <password:line>")
                .inert("banner motd <rest:line>")
                .exactly("username <rest:line>", Skip.line())
                .opens(
                        "line vty",
                        (scope, command, said) -> scope.enter(scope.root().open(Context.LINE_VTY, "", scope.start())))
                .inert("agentx")
                .inert("allow-reserved-ranges")
                .inert("fpm <rest:line>")
                .inert("mpls <rest:line>", "rest")
                .inert("nhrp <rest:line>", "rest")
                .inert("vni <rest:line>", "rest")
                .inert("dump bgp <rest:line>")
                .inert("evpn mh <rest:line>", "rest")
                .inert("pseudowire-class <rest:line>")
                .inert("pbr table <rest:line>")
                .inert("vrrp <rest:line>", "rest")
                .inert("ip pim <rest:line>", "rest")
                .inert("ip igmp <rest:line>", "rest")
                .inert("ip msdp <rest:line>", "rest")
                .inert("ip ssmpingd [<rest:line>]", "rest")
                .inert("ipv6 pim <rest:line>", "rest")
                .inert("ipv6 mld <rest:line>", "rest");
        for (String block : List.of(
                "router (ospf|ospf6|rip|ripng|isis|eigrp|babel|openfabric|pim|pim6) [<rest:line>]",
                "mpls ldp",
                "key chain <name:word>",
                "nexthop-group <name:word>",
                "pbr-map <name:word> seq <seq:1-700>",
                "segment-routing",
                "rpki",
                "l2vpn <rest:line>",
                "pseudowire <name:word>")) {
            rows.opens(block, Skip.block(Context.SKIPPED)).exactly("no " + block, Skip.line());
        }
    }

    private static void profile(Scope scope, Command command, io.sextant.lab.frr.grammar.Arguments said) {
        String profile = said.value("profile");
        if (!profile.equals("traditional") && !profile.equals("datacenter")) {
            scope.error("profile", "expected traditional or datacenter, found '" + profile + "'");
            return;
        }
        Scope.keep(scope, command, said);
    }

    static void lineVty(Rows rows) {
        rows.inert("exec-timeout <minutes:word> [<seconds:word>]")
                .inert("access-class <list:word>")
                .inert("ipv6 access-class <list:word>")
                .inert("login");
    }

    /** What closes a section, in every context. */
    static void leaving(Rows rows, Context context) {
        rows.exactly("exit", (scope, command, said) -> scope.leave())
                .exactly("quit", (scope, command, said) -> scope.leave())
                .exactly("end", GlobalStatements::end);
        switch (context) {
            case IPV4_UNICAST, IPV6_UNICAST, SKIPPED_FAMILY ->
                rows.exactly("exit-address-family", (scope, command, said) -> scope.leave());
            default -> {}
        }
        if (context == Context.SKIPPED || context == Context.SKIPPED_FAMILY) {
            for (String word : List.of("exit-vrf", "exit-vnc", "exit-vrf-policy", "exit-link-params", "exit-ldp-if")) {
                rows.exactly(word, (scope, command, said) -> scope.leave());
            }
        }
    }

    /** {@code end} leaves the configuration: what follows in the file is read at the top level again, as vtysh does. */
    private static void end(Scope scope, Command command, io.sextant.lab.frr.grammar.Arguments said) {
        while (scope.open().size() > 1) {
            scope.leave();
        }
    }
}
