package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;

/** The {@code bfd} node with its peers and profiles (FRR 8.4 bfdd_cli). */
final class BfdStatements {

    private static final String PEER = "peer (<address:ipv4>|<address:ipv6>)"
            + " [{multihop|local-address (<local:ipv4>|<local:ipv6>)|interface <interface:word>|vrf <vrf:word>}]";

    private BfdStatements() {}

    static void opening(Rows rows) {
        rows.opens("bfd", (scope, command, said) -> scope.enter(scope.root().open(Context.BFD, "", scope.start())))
                .exactly("no bfd", (scope, command, said) -> scope.root().removeChild(Context.BFD, ""));
    }

    static void node(Rows rows) {
        rows.opens(PEER, BfdStatements::peer)
                .exactly("no " + PEER, (scope, command, said) -> scope.section()
                        .removeChild(Context.BFD_PEER, name(said)))
                .opens("profile <name:word>", BfdStatements::profile)
                .exactly("no profile <name:word>", (scope, command, said) -> scope.section()
                        .removeChild(Context.BFD_PROFILE, said.value("name")));
    }

    private static void peer(Scope scope, Command command, Arguments said) {
        if (said.find("vrf").filter(vrf -> !vrf.equals("default")).isPresent()) {
            Skip.block(Context.SKIPPED).apply(scope, command, said);
            return;
        }
        if (said.has("multihop") && said.find("local").isEmpty()) {
            scope.passOver("several hops need a local-address", "% local-address is required when using multihop");
            return;
        }
        Draft peer = scope.section().open(Context.BFD_PEER, name(said), scope.start());
        peer.apply(command.setting(), false, said, scope.start());
        scope.enter(peer);
    }

    private static String name(Arguments said) {
        return said.value("address")
                + (said.has("multihop") ? " multihop" : "")
                + said.find("local").map(local -> " local-address " + local).orElse("")
                + said.find("interface").map(found -> " interface " + found).orElse("");
    }

    private static void profile(Scope scope, Command command, Arguments said) {
        Draft profile = scope.section().open(Context.BFD_PROFILE, said.value("name"), scope.start());
        profile.apply(command.setting(), false, said, scope.start());
        scope.enter(profile);
    }

    /** In the order of FRR 8.4 bfd_cli_show_*. A peer is down until told otherwise: {@code no shutdown} is its default too. */
    static void session(Rows rows, boolean isPeer) {
        if (isPeer) {
            rows.may("profile <profile:word>");
        }
        rows.may("detect-multiplier <count:2-255>")
                .may("receive-interval <millis:10-60000>")
                .may("transmit-interval <millis:10-60000>")
                .may("shutdown")
                .may("passive-mode")
                .may("minimum-ttl <hops:1-254>")
                .inert("echo-mode")
                .inert("echo-interval <millis:10-60000>")
                .inert("echo transmit-interval <millis:10-60000>")
                .inert("echo receive-interval (disabled|<millis:10-60000>)");
    }
}
