package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Grammar;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Setting;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;
import java.util.Optional;

/** What stands below {@code address-family}, in the order of FRR 8.4 bgp_config_write_family. */
final class FamilyStatements {

    static final List<Context> FAMILIES = List.of(Context.IPV4_UNICAST, Context.IPV6_UNICAST);

    private static final Setting ACTIVATE =
            new Setting("activate", Pattern.of("neighbor <peer> activate"), Setting.Memory.EITHER, List.of(), true);

    /** In the order of FRR's route types, which is the order they are printed in. */
    private static final List<String> SOURCES = List.of(
            "kernel",
            "connected",
            "static",
            "rip",
            "ripng",
            "ospf",
            "ospf6",
            "isis",
            "eigrp",
            "nhrp",
            "table",
            "vnc",
            "vnc-direct",
            "babel",
            "openfabric",
            "sharp");

    private static final List<String> MODELLED_SOURCES = List.of("kernel", "connected", "static");

    private static final String LABELS = "label-index: routes have no labels";

    private FamilyStatements() {}

    static void opening(Rows rows) {
        rows.opens("address-family ipv4 [unicast]", (scope, command, said) -> enter(scope, Context.IPV4_UNICAST))
                .opens("address-family ipv6 [unicast]", (scope, command, said) -> enter(scope, Context.IPV6_UNICAST))
                .opens(
                        "address-family (ipv4|ipv6) (multicast|labeled-unicast|vpn|flowspec|encap)",
                        Skip.block(Context.SKIPPED_FAMILY))
                .opens("address-family l2vpn evpn", Skip.block(Context.SKIPPED_FAMILY))
                .opens("segment-routing srv6", Skip.block(Context.SKIPPED_FAMILY))
                .opens("vnc (defaults|l2-group|nve-group) [<name:line>]", Skip.block(Context.SKIPPED_FAMILY))
                .opens("vrf-policy <name:word>", Skip.block(Context.SKIPPED_FAMILY))
                .opens("bmp targets <name:word>", Skip.block(Context.SKIPPED_FAMILY));
    }

    private static void enter(Scope scope, Context family) {
        scope.enter(scope.router().open(family, "", scope.start()));
    }

    static void fill(Grammar<Command> grammar, Context family) {
        boolean v4 = family == Context.IPV4_UNICAST;
        Rows rows = Rows.of(grammar);
        table(rows, v4);
        neighbors(rows.below("neighbor <peer>", FamilyStatements::existing));
    }

    /** The IPv4 statements may also stand directly below {@code router bgp}: FRR keeps them there for old configurations. */
    static void fillRouter(Grammar<Command> grammar) {
        Rows rows = Rows.of(grammar)
                .below(
                        "",
                        handler -> (scope, command, said) -> handler.apply(
                                scope.in(scope.router().open(Context.IPV4_UNICAST, "", scope.start())), command, said));
        table(rows, true);
        neighbors(rows.below("neighbor <peer>", FamilyStatements::existing));
    }

    private static void table(Rows rows, boolean v4) {
        String net = v4 ? "net4" : "net6";
        rows.may("distance bgp <ebgp:1-255> <ibgp:1-255> <local:1-255>")
                .each("distance <distance:1-255> <prefix:" + net + "> [<list:word>]", "prefix")
                .each(
                        "network <prefix:" + net + "> ["
                                + "{label-index <label:0-1048560>|route-map <map:word>|backdoor}]",
                        FamilyStatements::network,
                        "prefix")
                .each(
                        "aggregate-address <prefix:" + net
                                + "> [{as-set|summary-only|route-map <map:word>|origin (egp|igp|incomplete)"
                                + "|matching-MED-only|suppress-map <suppress:word>}]",
                        FamilyStatements::aggregate,
                        "prefix");
        if (v4) {
            rows.each(
                            "network <address:ipv4> [mask <mask:ipv4>] [{label-index <label:0-1048560>|route-map <map:word>|backdoor}]",
                            FamilyStatements::classful,
                            "prefix")
                    .each(
                            "aggregate-address <address:ipv4> <mask:ipv4> [{as-set|summary-only|route-map <map:word>"
                                    + "|origin (egp|igp|incomplete)|matching-MED-only|suppress-map <suppress:word>}]",
                            FamilyStatements::classful,
                            "prefix");
        }
        for (String source : SOURCES) {
            String instance = source.equals("ospf") || source.equals("table") ? " [<instance:1-65535>]" : "";
            String pattern = "redistribute " + source + instance + " [{metric <metric:u32>|route-map <map:word>}]";
            if (MODELLED_SOURCES.contains(source)) {
                rows.may(pattern);
            } else {
                rows.inert(pattern);
            }
        }
        rows.inert("bgp dampening [<half:1-45> [<reuse:1-20000> <suppress:1-50000> <max:1-255>]]")
                .may("maximum-paths <paths:1-256>")
                .may("maximum-paths ibgp <paths:1-256> [equal-cluster-length]")
                .may("table-map <map:word>")
                .inert("rd vpn export <rd:word>")
                .inert("label vpn export <label:word>")
                .inert("nexthop vpn export <address:word>")
                .inert("sid vpn export <index:word>")
                .inert("(rt|route-target) vpn (import|export|both) <targets:line>")
                .inert("(rt|route-target|route-target6|rt6) redirect import <targets:line>")
                .inert("route-map vpn (import|export) <map:word>")
                .inert("export vpn")
                .inert("import vpn")
                .inert("import vrf route-map <map:word>")
                .inert("import vrf <vrf:word>", "vrf");
    }

    private static void neighbors(Rows rows) {
        rows.may("activate", FamilyStatements::activate)
                .may("addpath-tx-all-paths", FamilySwitches::addPath)
                .may("addpath-tx-bestpath-per-AS", FamilySwitches::addPath)
                .may("disable-addpath-rx")
                .inert("capability orf prefix-list (both|send|receive)")
                .may("route-reflector-client", FamilyStatements::onlyInternal)
                .may("next-hop-self force")
                .may("next-hop-self")
                .may("remove-private-AS [all] [replace-AS]", FamilyStatements::onlyExternal)
                .may("as-override", FamilyStatements::onlyExternal)
                .may("send-community [(both|all|extended|standard|large)]", FamilySwitches::sendCommunity)
                .may("default-originate [route-map <map:word>]")
                .may("soft-reconfiguration inbound")
                .may(
                        "maximum-prefix <maximum:asn> [<threshold:1-100>] [(restart <minutes:1-65535>|warning-only)] [force]",
                        FamilyStatements::maximumPrefix)
                .may("maximum-prefix-out <maximum:asn>")
                .may("route-server-client")
                .may("nexthop-local unchanged")
                .may("allowas-in [(<count:1-10>|origin)]", FamilyStatements::allowasIn)
                .inert("soo <value:word>")
                .may("weight <weight:0-65535>");
        for (String direction : List.of("in", "out")) {
            rows.may("distribute-list <list:word> " + direction, without("prefix-list " + direction))
                    .may("prefix-list <list:word> " + direction, without("distribute-list " + direction))
                    .may("route-map <map:word> " + direction);
        }
        rows.may("unsuppress-map <map:word>")
                .inert("advertise-map <map:word> (exist-map|non-exist-map) <condition:word>")
                .may("filter-list <list:word> in")
                .may("filter-list <list:word> out")
                .may("attribute-unchanged [{as-path|next-hop|med}]", FamilySwitches::attributeUnchanged);
    }

    private static Handler existing(Handler handler) {
        return (scope, command, said) -> {
            String peer = said.value("peer");
            if (scope.router().child(Context.NEIGHBOR, peer).isEmpty()) {
                NeighborStatements.missing(scope, peer);
            } else {
                Draft member = scope.section().open(Context.FAMILY_NEIGHBOR, peer, scope.start());
                handler.apply(scope.in(member), command, said);
            }
        };
    }

    /** What {@code bgp default ipv4-unicast} and its like give a neighbour when it is made (facts: FRR 8.4 peer_create). */
    static void activateByDefault(Scope scope, String peer) {
        Draft router = scope.router();
        activate(scope, Context.IPV4_UNICAST, peer, router.flag("bgp default ipv4-unicast", true));
        activate(scope, Context.IPV6_UNICAST, peer, router.flag("bgp default ipv6-unicast", false));
    }

    private static void activate(Scope scope, Context family, String peer, boolean on) {
        Optional<Draft> draft = scope.router().child(family, "");
        if (on || draft.isPresent()) {
            draft.orElseGet(() -> scope.router().open(family, "", scope.start()))
                    .open(Context.FAMILY_NEIGHBOR, peer, scope.start())
                    .apply(ACTIVATE, !on, Arguments.ofKeywords().with("peer", peer), scope.start());
        }
    }

    /** FRR 8.4 peer_group_bind: a member is activated in the group's families and in no others. */
    static void joinGroup(Scope scope, String peer, String group) {
        for (Context family : FAMILIES) {
            boolean on = scope.router()
                    .child(family, "")
                    .flatMap(draft -> draft.child(Context.FAMILY_NEIGHBOR, group))
                    .map(draft -> draft.flag("activate", false))
                    .orElse(false);
            activate(scope, family, peer, on);
        }
    }

    /** A group's members follow it: FRR 8.4 peer_activate and peer_deactivate. */
    private static void activate(Scope scope, Command command, Arguments said) {
        String peer = said.value("peer");
        scope.section().apply(ACTIVATE, command.negative(), said, scope.start());
        Draft family = scope.router().children(Context.IPV4_UNICAST).stream()
                .filter(draft -> draft.child(Context.FAMILY_NEIGHBOR, peer)
                        .filter(found -> found == scope.section())
                        .isPresent())
                .findFirst()
                .orElseGet(() -> scope.router().open(Context.IPV6_UNICAST, "", scope.start()));
        for (Draft other : scope.router().children(Context.NEIGHBOR)) {
            boolean member = other.find(NeighborStatements.GROUP)
                    .flatMap(entry -> entry.find("group"))
                    .equals(Optional.of(peer));
            if (member) {
                family.open(Context.FAMILY_NEIGHBOR, other.name(), scope.start())
                        .apply(ACTIVATE, command.negative(), said.with("peer", other.name()), scope.start());
            }
        }
    }

    /** The old form with a mask, or with none and the mask of the address's class: FRR 8.4 netmask_str2prefix_str. */
    private static void classful(Scope scope, Command command, Arguments said) {
        if (suppressesTwice(scope, said)) {
            return;
        }
        if (!command.negative() && said.find("label").isPresent()) {
            scope.notModelled(LABELS);
        }
        Ipv4Address address = Ipv4Address.parse(said.value("address"));
        int first = address.bits() >>> 24;
        int bits = said.find("mask")
                .map(mask -> Ipv4Address.parse(mask).bits())
                .orElse(Ipv4Prefix.mask(first < 128 ? 8 : first < 192 ? 16 : 24));
        int length = Integer.bitCount(bits);
        if (bits != Ipv4Prefix.mask(length)) {
            scope.error("mask", "expected a mask of ones followed by zeros, found '" + said.value("mask") + "'");
            return;
        }
        Ipv4Prefix prefix = new Ipv4Prefix(new Ipv4Address(address.bits() & bits), length);
        String words = command.setting().key().startsWith("network")
                ? "network <prefix:net4> [{label-index <label:0-1048560>|route-map <map:word>|backdoor}]"
                : "aggregate-address <prefix:net4> [{as-set|summary-only|route-map <map:word>|origin (egp|igp|incomplete)"
                        + "|matching-MED-only|suppress-map <suppress:word>}]";
        Pattern form = Pattern.of(words);
        Setting setting = new Setting(form.fixedWords(), form, Setting.Memory.POSITIVE, List.of("prefix"), true);
        scope.section().apply(setting, command.negative(), said.with("prefix", prefix.toString()), scope.start());
    }

    private static void network(Scope scope, Command command, Arguments said) {
        if (command.negative() && isMissing(scope, command, said)) {
            scope.refuseInVty("% Can't find static route specified");
            return;
        }
        Skip.argument("label", LABELS).apply(scope, command, said);
    }

    private static boolean isMissing(Scope scope, Command command, Arguments said) {
        return scope.section().find(command.setting().keyOf(said)).isEmpty();
    }

    /** What FRR 8.4 {@code peer_af_flag_modify} refuses for neighbours of other ASs. */
    private static void onlyInternal(Scope scope, Command command, Arguments said) {
        if (!command.negative() && new PeerKind(scope, said.value("peer")).isExternal()) {
            scope.passOver("the neighbor is not internal", "% Invalid command. Not an internal neighbor");
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** What FRR 8.4 {@code peer_af_flag_modify} refuses for neighbours of the own AS. */
    private static void onlyExternal(Scope scope, Command command, Arguments said) {
        if (!command.negative() && new PeerKind(scope, said.value("peer")).isInternal()) {
            String what = command.setting().key().startsWith("as-override") ? "as-override" : "remove-private-AS";
            scope.passOver("the neighbor is internal", "% " + what + " cannot be configured for IBGP peers");
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** FRR 8.4 {@code peer_prefix_list_set}, {@code peer_distribute_set}: one or the other. */
    private static Handler without(String other) {
        return (scope, command, said) -> {
            if (!command.negative() && scope.section().find(other).isPresent()) {
                scope.passOver("there is a " + other + " already", "% Prefix/distribute list can not co-exist");
                return;
            }
            Scope.keep(scope, command, said);
        };
    }

    private static void aggregate(Scope scope, Command command, Arguments said) {
        if (command.negative() && isMissing(scope, command, said)) {
            scope.refuseInVty("% There is no aggregate-address configuration.");
            return;
        }
        if (suppressesTwice(scope, said)) {
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** FRR 8.4 bgp_aggregate_set refuses both. */
    private static boolean suppressesTwice(Scope scope, Arguments said) {
        boolean both = said.has("summary-only") && said.find("suppress").isPresent();
        if (both) {
            scope.error("suppress", "summary-only and suppress-map exclude each other");
        }
        return both;
    }

    /** 75 percent is the default and is not printed. */
    private static void maximumPrefix(Scope scope, Command command, Arguments said) {
        Arguments kept = said.find("threshold").equals(Optional.of("75")) ? said.without("threshold") : said;
        Scope.keep(scope, command, kept);
    }

    /** Three is the default and is not printed. */
    private static void allowasIn(Scope scope, Command command, Arguments said) {
        Arguments kept = said.find("count").equals(Optional.of("3")) ? said.without("count") : said;
        Scope.keep(scope, command, kept);
    }
}
