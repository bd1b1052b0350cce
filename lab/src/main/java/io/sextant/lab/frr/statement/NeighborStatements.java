package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Setting;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.List;
import java.util.Optional;

/** What {@code neighbor X} says below {@code router bgp}, in the order of FRR 8.4 bgp_config_write_peer_global. */
final class NeighborStatements {

    static final String REMOTE_AS = "remote-as";
    static final String GROUP = "peer-group";
    /** A session over an interface without an address; it is kept so that what is said of it is understood. */
    static final String UNNUMBERED = "interface";

    private static final Setting CONNECTED_CHECK = new Setting(
            "disable-connected-check",
            Pattern.of("neighbor <peer> disable-connected-check"),
            Setting.Memory.POSITIVE,
            List.of(),
            true);

    private static final Setting BFD =
            new Setting("bfd", Pattern.of("neighbor <peer> bfd"), Setting.Memory.POSITIVE, List.of(), true);

    private static final Setting SHUTDOWN = new Setting(
            "shutdown",
            Pattern.of("neighbor <peer> shutdown [message <text:line>]"),
            Setting.Memory.POSITIVE,
            List.of(),
            true);

    private static final String HOPS_CONFLICT = "% ebgp-multihop and ttl-security cannot be configured together";

    private NeighborStatements() {}

    static void fill(Rows router) {
        Rows rows = router.below("neighbor <peer>", NeighborStatements::existing);
        Rows making = router.below("neighbor <peer>", handler -> handler);
        making.may("remote-as (<as:asn>|internal|external)", NeighborStatements::remoteAs)
                .exactly("peer-group", NeighborStatements::group)
                .strictly("peer-group <group:word>", NeighborStatements::join)
                .exactly(
                        "interface [v6only] [(peer-group <group:word>|remote-as (<as:asn>|internal|external))]",
                        NeighborStatements::unnumbered);
        router.exactly("no neighbor <peer>", NeighborStatements::remove)
                .exactly("no neighbor <peer> peer-group", NeighborStatements::remove)
                .exactly("no neighbor <peer> interface [<rest:line>]", NeighborStatements::remove);
        rows.may("local-as <as:asn> [no-prepend [replace-as]]", NeighborStatements::localAs)
                .may("description <text:line>")
                .may("shutdown [message <text:line>]")
                .inert("shutdown rtt <millis:1-65535> [count <count:1-255>]")
                .may("bfd")
                .may("bfd profile <profile:word>", NeighborStatements::bfdProfile)
                .inert("bfd check-control-plane-failure")
                .may("bfd <multiplier:2-255> <receive:50-60000> <transmit:50-60000>")
                .may("password <text:word>")
                .may("solo")
                .may("port <port:0-65535>")
                .inert("interface <interface:word>")
                .inert("tcp-mss <octets:1-65535>")
                .may("passive")
                .may("ebgp-multihop [<hops:1-255>=255]", NeighborStatements::multihop)
                .inert("local-role (provider|rs-server|rs-client|customer|peer) [strict-mode]")
                .may("ttl-security hops <hops:1-254>", NeighborStatements::ttlSecurity);
        rest(rows);
    }

    private static void rest(Rows rows) {
        rows.may("disable-connected-check")
                .may("enforce-multihop", NeighborStatements::enforceMultihop)
                .may("disable-link-bw-encoding-ieee")
                .inert("extended-optional-parameters")
                .may("enforce-first-as")
                .may("update-source <source:peer>")
                .may("advertisement-interval <seconds:0-600>")
                .may("timers <keepalive:0-65535> <hold:0-65535>", NeighborStatements::timers)
                .may("timers connect <seconds:1-65535>")
                .may("timers delayopen <seconds:1-240>")
                .inert("capability dynamic")
                .inert("capability extended-nexthop")
                .may("dont-capability-negotiate")
                .may("override-capability", excluding("strict-capability-match"))
                .may("strict-capability-match", excluding("override-capability"))
                .may("sender-as-path-loop-detection")
                .may("graceful-restart", NeighborStatements::gracefulRestart)
                .may("graceful-restart-helper", NeighborStatements::gracefulRestart)
                .may("graceful-restart-disable", NeighborStatements::gracefulRestart);
    }

    /** The neighbour must be there already: FRR 8.4 peer_and_group_lookup_vty. */
    private static Handler existing(Handler handler) {
        return (scope, command, said) -> {
            String peer = said.value("peer");
            Optional<Draft> draft = scope.section().child(Context.NEIGHBOR, peer);
            if (draft.isEmpty()) {
                missing(scope, peer);
            } else {
                handler.apply(scope.in(draft.get()), command, said);
            }
        };
    }

    static void missing(Scope scope, String peer) {
        String wanted = isAddress(peer) ? "a neighbor" : "a peer-group";
        scope.refuse(
                "peer",
                "expected " + wanted + " made before by remote-as or peer-group, found '" + peer + "'",
                "% Specify remote-as or peer-group commands first");
    }

    static boolean isAddress(String peer) {
        return Ipv4Address.tryParse(peer).isPresent()
                || Ipv6Address.tryParse(peer).isPresent();
    }

    static boolean isGroup(Scope scope, String name) {
        return scope.router()
                .child(Context.NEIGHBOR, name)
                .filter(draft -> draft.find(UNNUMBERED).isEmpty() && !isAddress(name))
                .isPresent();
    }

    private static void remoteAs(Scope scope, Command command, Arguments said) {
        String peer = said.value("peer");
        Optional<Draft> draft = scope.section().child(Context.NEIGHBOR, peer);
        if (command.negative()) {
            if (draft.isEmpty()) {
                missing(scope, peer);
            } else if (isAddress(peer)) {
                forget(scope, peer);
            } else {
                draft.get().remove(command.setting().key());
            }
            return;
        }
        if (draft.isEmpty() && !isAddress(peer)) {
            scope.refuse(
                    "peer",
                    "expected a peer-group made before, found '" + peer + "'",
                    "% Create the peer-group or interface first");
            return;
        }
        Optional<Entry> group = draft.flatMap(found -> groupOf(scope, found)).flatMap(found -> found.find(REMOTE_AS));
        if (group.isPresent()) {
            scope.refuse(
                    "peer",
                    "the remote AS of '" + peer + "' is given by its peer-group",
                    "% Peer-group member cannot override remote-as of peer-group.");
            return;
        }
        Draft neighbor = draft.orElseGet(() -> make(scope, peer));
        neighbor.apply(command.setting(), false, said, scope.start());
    }

    private static Optional<Draft> groupOf(Scope scope, Draft neighbor) {
        return neighbor.find(GROUP).flatMap(entry -> entry.find("group")).flatMap(name -> scope.router()
                .child(Context.NEIGHBOR, name));
    }

    /** What {@code bgp default} says now is what the new neighbour gets: later changes do not touch it. */
    private static Draft make(Scope scope, String peer) {
        Draft router = scope.router();
        Draft neighbor = router.open(Context.NEIGHBOR, peer, scope.start());
        FamilyStatements.activateByDefault(scope, peer);
        if (isAddress(peer) && router.flag("bgp default shutdown", false)) {
            neighbor.apply(SHUTDOWN, false, Arguments.ofKeywords().with("peer", peer), scope.start());
        }
        return neighbor;
    }

    private static void unnumbered(Scope scope, Command command, Arguments said) {
        scope.notModelled(scope.match().line().from(0));
        if (!isAddress(said.value("peer"))) {
            scope.section()
                    .open(Context.NEIGHBOR, said.value("peer"), scope.start())
                    .apply(command.setting(), false, said, scope.start());
        }
    }

    private static void group(Scope scope, Command command, Arguments said) {
        String name = said.value("peer");
        if (isAddress(name)) {
            scope.error("peer", "expected a peer-group's name, found the address '" + name + "'");
            return;
        }
        if (scope.section().child(Context.NEIGHBOR, name).isEmpty()) {
            make(scope, name);
        }
    }

    /** FRR 8.4 peer_group_bind: the AS must be known by then, from the neighbour or from the group. */
    private static void join(Scope scope, Command command, Arguments said) {
        String peer = said.value("peer");
        Optional<Draft> neighbor = scope.section().child(Context.NEIGHBOR, peer);
        if (command.negative()) {
            neighbor.ifPresentOrElse(found -> leave(scope, found), () -> missing(scope, peer));
            return;
        }
        Optional<String> group = said.find("group");
        Optional<Draft> found = group.filter(name -> !isAddress(name))
                .flatMap(name -> scope.section().child(Context.NEIGHBOR, name));
        if (found.isEmpty()) {
            scope.refuse(
                    "group",
                    "expected a peer-group made before, found '" + group.orElse("") + "'",
                    "% Configure the peer-group first");
            return;
        }
        boolean known = found.get().find(REMOTE_AS).isPresent()
                || neighbor.flatMap(draft -> draft.find(REMOTE_AS)).isPresent();
        if (!known || !isAddress(peer)) {
            scope.refuse(
                    "peer",
                    "expected a neighbor whose remote AS is known, found '" + peer + "'",
                    "% Specify remote-as or peer-group remote AS first");
            return;
        }
        Draft member = neighbor.orElseGet(() -> scope.section().open(Context.NEIGHBOR, peer, scope.start()));
        if (found.get().find(REMOTE_AS).isPresent()) {
            member.remove(REMOTE_AS);
        }
        member.apply(command.setting(), false, said, scope.start());
        FamilyStatements.joinGroup(scope, peer, group.orElseThrow());
    }

    private static void leave(Scope scope, Draft neighbor) {
        boolean ownAs = neighbor.find(REMOTE_AS).isPresent();
        neighbor.remove(GROUP);
        if (!ownAs) {
            forget(scope, neighbor.name());
        }
    }

    private static void remove(Scope scope, Command command, Arguments said) {
        String peer = said.value("peer");
        if (scope.section().child(Context.NEIGHBOR, peer).isEmpty()) {
            if (!isAddress(peer)) {
                scope.refuse(
                        "peer",
                        "expected a peer-group made before, found '" + peer + "'",
                        "% Create the peer-group first");
            }
            return;
        }
        for (Draft other : scope.section().children(Context.NEIGHBOR)) {
            if (other.find(GROUP).flatMap(entry -> entry.find("group")).equals(Optional.of(peer))) {
                forget(scope, other.name());
            }
        }
        forget(scope, peer);
    }

    private static void forget(Scope scope, String peer) {
        Draft router = scope.router();
        router.removeChild(Context.NEIGHBOR, peer);
        for (Context family : FamilyStatements.FAMILIES) {
            router.child(family, "").ifPresent(draft -> draft.removeChild(Context.FAMILY_NEIGHBOR, peer));
        }
    }

    /** A profile switches BFD on as well (FRR 8.4 bgp_peer_configure_bfd); without the profile it stays on. */
    private static void bfdProfile(Scope scope, Command command, Arguments said) {
        if (!command.negative()) {
            scope.section().apply(BFD, false, Arguments.ofKeywords().with("peer", said.value("peer")), scope.start());
        }
        Scope.keep(scope, command, said);
    }

    /** Another word for disable-connected-check. */
    private static void enforceMultihop(Scope scope, Command command, Arguments said) {
        scope.section().apply(CONNECTED_CHECK, command.negative(), said, scope.start());
    }

    /** What FRR 8.4 {@code peer_local_as_set} refuses. */
    private static void localAs(Scope scope, Command command, Arguments said) {
        PeerKind kind = new PeerKind(scope, said.value("peer"));
        Optional<String> as = said.find("as");
        if (command.negative() || as.isEmpty()) {
            Scope.keep(scope, command, said);
        } else if (kind.isInternal()) {
            scope.passOver("local-as of an internal neighbor", "% Local-AS allowed only for EBGP peers");
        } else if (as.get().equals(kind.ownAs())) {
            scope.passOver("local-as is the router's own", "% Cannot have local-as same as BGP AS number");
        } else if (kind.as().equals(as)) {
            scope.passOver(
                    "local-as is the neighbor's own",
                    "% AS specified for local as is the same as the remote as and this is not allowed.");
        } else {
            Scope.keep(scope, command, said);
        }
    }

    private static void multihop(Scope scope, Command command, Arguments said) {
        if (new PeerKind(scope, said.value("peer")).isInternal()) {
            // FRR 8.4 peer_ebgp_multihop_set: taken, and nothing comes of it.
            return;
        }
        if (!command.negative() && scope.section().find("ttl-security hops").isPresent()) {
            scope.refuse("hops", "ebgp-multihop and ttl-security exclude each other", HOPS_CONFLICT);
            return;
        }
        Scope.keep(scope, command, said);
    }

    private static void ttlSecurity(Scope scope, Command command, Arguments said) {
        if (!command.negative() && scope.section().find("ebgp-multihop").isPresent()) {
            scope.refuse("hops", "ttl-security and ebgp-multihop exclude each other", HOPS_CONFLICT);
            return;
        }
        Scope.keep(scope, command, said);
    }

    /** The keepalive interval is a third of the hold time at most: FRR 8.4 peer_timers_set, bgp_timers_set. */
    static void timers(Scope scope, Command command, Arguments said) {
        if (command.negative()) {
            Scope.keep(scope, command, said);
        } else if (!refusedHold(scope, said)) {
            long keepalive = Math.min(said.number("keepalive"), said.number("hold") / 3);
            Scope.keep(scope, command, said.with("keepalive", Long.toString(keepalive)));
        }
    }

    /** RFC 4271 4.2: a hold time is 0 or at least 3 seconds. */
    private static boolean refusedHold(Scope scope, Arguments said) {
        long hold = said.number("hold");
        if (hold == 1 || hold == 2) {
            boolean ofAll = scope.section().context() == Context.ROUTER_BGP;
            scope.refuse(
                    "hold",
                    "expected a hold time of 0 or at least 3 seconds, found " + hold,
                    ofAll ? "% hold time value must be either 0 or greater than 3" : "% Invalid value");
            return true;
        }
        return false;
    }

    /** FRR 8.4 peer_flag_modify refuses both. */
    private static Handler excluding(String other) {
        return (scope, command, said) -> {
            if (!command.negative() && scope.section().find(other).isPresent()) {
                scope.refuse(
                        "peer",
                        command.setting().key() + " and " + other + " exclude each other",
                        "% Can't set override-capability and strict-capability-match at the same time");
                return;
            }
            Scope.keep(scope, command, said);
        };
    }

    private static void gracefulRestart(Scope scope, Command command, Arguments said) {
        if (!command.negative()) {
            scope.section().remove("graceful-restart");
            scope.section().remove("graceful-restart-helper");
            scope.section().remove("graceful-restart-disable");
        }
        Scope.keep(scope, command, said);
    }
}
