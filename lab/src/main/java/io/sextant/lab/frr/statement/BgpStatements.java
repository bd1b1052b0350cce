package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Entry;
import java.util.Optional;
import java.util.TreeSet;

/** What stands directly below {@code router bgp}, in the order in which FRR 8.4 bgp_config_write prints it. */
final class BgpStatements {

    private BgpStatements() {}

    static void opening(Rows rows) {
        rows.opens("router bgp [<as:asn>]", BgpStatements::open)
                .exactly("no router bgp [<as:asn>]", BgpStatements::close)
                .opens("router bgp <as:asn> (view|vrf) <name:word>", Skip.block(Context.SKIPPED))
                .exactly("no router bgp <as:asn> (view|vrf) <name:word>", Skip.line());
    }

    private static void open(Scope scope, Command command, Arguments said) {
        Optional<Draft> instance = scope.root().child(Context.ROUTER_BGP, "");
        Optional<String> as = said.find("as");
        if (instance.isEmpty() && as.isEmpty()) {
            scope.refuse(
                    "as", "expected an AS number: no BGP instance is configured yet", "% No BGP process is configured");
            return;
        }
        Draft router = scope.root().open(Context.ROUTER_BGP, "", scope.start());
        Optional<Entry> before = router.find(command.setting().key());
        if (before.isPresent() && as.isPresent() && !before.get().value("as").equals(as.get())) {
            String running = before.get().value("as");
            scope.refuse(
                    "as",
                    "BGP is already running with AS " + running + ", found " + as.get(),
                    "BGP is already running; AS is " + running);
            return;
        }
        if (before.isEmpty()) {
            router.apply(command.setting(), false, said, scope.start());
        }
        scope.enter(router);
    }

    private static void close(Scope scope, Command command, Arguments said) {
        Optional<Draft> router = scope.root().child(Context.ROUTER_BGP, "");
        Optional<String> as = said.find("as");
        boolean other = as.isPresent()
                && router.flatMap(draft -> draft.find("router bgp"))
                        .filter(entry -> !entry.find("as").equals(as))
                        .isPresent();
        if (router.isEmpty() || other) {
            String words = as.isPresent() ? "% Can't find BGP instance" : "% No BGP process is configured";
            scope.refuse("as", "there is no such BGP instance to remove", words);
            return;
        }
        scope.root().removeChild(Context.ROUTER_BGP, "");
    }

    static void global(Rows rows) {
        rows.inert("bgp route-map delay-timer <seconds:0-600>")
                .may("bgp graceful-shutdown")
                .inert("bgp update-delay <seconds:0-3600> [<wait:1-3600>]")
                .inert("bgp suppress-fib-pending")
                .inert("bgp no-rib")
                .inert("bgp send-extra-data zebra")
                .inert("bgp session-dscp <dscp:0-63>");
    }

    static void router(Rows rows) {
        rows.on("bgp fast-external-failover")
                .may("bgp router-id <id:ipv4>")
                .inert("bgp suppress-fib-pending")
                // Read in either place, and this one is not left by it.
                .inert("bgp route-map delay-timer <seconds:0-600>")
                .inertEither("bgp log-neighbor-changes")
                .may("bgp always-compare-med")
                .either("bgp ebgp-requires-policy")
                .may("bgp reject-as-sets")
                .either("bgp suppress-duplicates", Skip.negation())
                .either("bgp hard-administrative-reset", Skip.negation())
                .on("bgp default ipv4-unicast")
                .inert("bgp default ipv4-multicast")
                .inert("bgp default ipv4-vpn")
                .inert("bgp default ipv4-labeled-unicast")
                .inert("bgp default ipv4-flowspec")
                .may("bgp default ipv6-unicast")
                .inert("bgp default ipv6-multicast")
                .inert("bgp default ipv6-vpn")
                .inert("bgp default ipv6-labeled-unicast")
                .inert("bgp default ipv6-flowspec")
                .inert("bgp default l2vpn-evpn")
                .may("bgp default local-preference <value:u32>")
                .inertEither("bgp default show-hostname")
                .inertEither("bgp default show-nexthop-hostname")
                .inert("bgp default subgroup-pkt-queue-max <count:20-100>")
                .on("bgp client-to-client reflection")
                .may("bgp cluster-id (<id:ipv4>|<number:asn>)")
                .may("bgp disable-ebgp-connected-route-check")
                .may("bgp confederation identifier <as:asn>")
                .may("bgp confederation peers <peers:asns>", BgpStatements::confederationPeers)
                .either("bgp deterministic-med");
        timing(rows);
        decision(rows);
        last(rows);
    }

    private static void timing(Rows rows) {
        rows.inert("update-delay <seconds:0-3600> [<wait:1-3600>]")
                .inert("bgp max-med on-startup <seconds:5-86400> [<med:u32>]")
                .may("bgp max-med administrative [<med:u32>]")
                .inert("write-quanta <packets:1-64>")
                .inert("read-quanta <packets:1-10>")
                .may("coalesce-time <millis:u32>")
                .may("bgp graceful-shutdown")
                .may("bgp long-lived-graceful-restart stale-time <seconds:asn>")
                .may("bgp graceful-restart stalepath-time <seconds:1-4095>")
                .may("bgp graceful-restart restart-time <seconds:0-4095>")
                .either("bgp graceful-restart notification")
                .may("bgp graceful-restart select-defer-time <seconds:0-3600>")
                .may("bgp graceful-restart", BgpStatements::gracefulRestart)
                .may("bgp graceful-restart-disable", BgpStatements::gracefulRestart)
                .may("bgp graceful-restart disable-eor")
                .may("bgp graceful-restart preserve-fw-state")
                .may("bgp graceful-restart rib-stale-time <seconds:1-3600>");
    }

    private static void decision(Rows rows) {
        rows.may("bgp bestpath as-path ignore")
                .may("bgp bestpath as-path confed")
                .may("bgp bestpath as-path multipath-relax [(as-set|no-as-set)]", BgpStatements::multipathRelax)
                .may("bgp route-reflector allow-outbound-policy")
                .may("bgp bestpath compare-routerid")
                .may("bgp bestpath med {confed|missing-as-worst}", BgpStatements::bestpathMed)
                .may("bgp bestpath peer-type multipath-relax")
                .may("bgp bestpath bandwidth (ignore|skip-missing|default-weight-for-missing)")
                .either("bgp network import-check")
                .may("timers bgp <keepalive:0-65535> <hold:0-65535>", NeighborStatements::timers)
                .may("bgp minimum-holdtime <seconds:1-65535>")
                .inert("bgp conditional-advertisement timer <seconds:5-240>");
    }

    private static void last(Rows rows) {
        rows.may("bgp listen limit <count:1-65535>")
                .each(
                        "bgp listen range (<prefix:net4>|<prefix:net6>) peer-group <group:word>",
                        BgpStatements::listenRange,
                        "prefix")
                .may("bgp default shutdown")
                .may(
                        "bgp shutdown [message <text:line>]",
                        Skip.argument("text", "message: the peers are told without it"))
                .may("bgp allow-martian-nexthop")
                .inert("bgp fast-convergence")
                .inert("bmp mirror buffer-limit <octets:u32>")
                .inert("rfp <rest:line>", "rest")
                .inert("vnc (redistribute|export|advertise-un-method) <rest:line>", "rest")
                .exactly("no synchronization", (scope, command, said) -> {})
                .exactly("no auto-summary", (scope, command, said) -> {});
    }

    private static void confederationPeers(Scope scope, Command command, Arguments said) {
        TreeSet<Long> peers = new TreeSet<>();
        scope.section().find(command.setting().key()).ifPresent(entry -> AsNumbers.of(entry.value("peers"))
                .forEach(peers::add));
        if (command.negative()) {
            AsNumbers.of(said.find("peers").orElse("")).forEach(peers::remove);
        } else {
            peers.addAll(AsNumbers.of(said.value("peers")));
            long own = scope.router()
                    .find("router bgp")
                    .map(entry -> entry.number("as"))
                    .orElse(0L);
            if (peers.remove(own)) {
                scope.remark("% Local member-AS not allowed in confed peer list");
            }
        }
        boolean none = peers.isEmpty();
        Arguments all = none ? said : said.with("peers", AsNumbers.text(peers));
        scope.section().apply(command.setting(), none, all, scope.start());
    }

    /** Restarter, helper only (what FRR is by default) and disabled exclude each other: FRR 8.4 bgp_gr_global_mode. */
    private static void gracefulRestart(Scope scope, Command command, Arguments said) {
        if (!command.negative()) {
            scope.section().remove("bgp graceful-restart");
            scope.section().remove("bgp graceful-restart-disable");
        }
        Scope.keep(scope, command, said);
    }

    private static void multipathRelax(Scope scope, Command command, Arguments said) {
        Arguments kept = said.has("no-as-set") ? Arguments.ofKeywords() : said;
        scope.section().apply(command.setting(), command.negative(), kept, scope.start());
    }

    /** Each word is a flag of its own; {@code no} takes back those it names. */
    private static void bestpathMed(Scope scope, Command command, Arguments said) {
        Arguments kept = Arguments.ofKeywords();
        Optional<Entry> before = scope.section().find(command.setting().key());
        for (String flag : new String[] {"confed", "missing-as-worst"}) {
            boolean was = before.isPresent() && before.get().has(flag);
            if (command.negative() ? was && !said.has(flag) : was || said.has(flag)) {
                kept = kept.with(flag);
            }
        }
        scope.section().apply(command.setting(), kept.keywords().isEmpty(), kept, scope.start());
    }

    private static void listenRange(Scope scope, Command command, Arguments said) {
        if (!command.negative() && !NeighborStatements.isGroup(scope, said.value("group"))) {
            scope.refuse(
                    "group",
                    "expected a peer-group made before, found '" + said.value("group") + "'",
                    "% Configure the peer-group first");
            return;
        }
        if (command.negative()
                && scope.section().find(command.setting().keyOf(said)).isEmpty()) {
            scope.refuseInVty("% Range specified cannot be deleted because it is not part of current config.");
            return;
        }
        Scope.keep(scope, command, said);
    }
}
