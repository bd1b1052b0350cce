package io.sextant.lab.console.frr;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Capability.AddPath.Ability;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.session.Negotiated;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code Neighbor capabilities} of {@code show bgp neighbors} as text ({@code bgp_show_peer} of FRR 8.4). */
final class NeighborCapabilities {

    private static final String BY_PEER = "      Address families by peer:";

    private final Lines out;
    private final Open local;
    private final Open remote;

    private NeighborCapabilities(Lines out, Negotiated both) {
        this.out = out;
        this.local = both.local();
        this.remote = both.remote();
    }

    static void text(Lines out, Negotiated both) {
        NeighborCapabilities capabilities = new NeighborCapabilities(out, both);
        out.line("  Neighbor capabilities:");
        capabilities.basic();
        capabilities.refresh();
        capabilities.families();
        capabilities.hostName();
        capabilities.graceful();
    }

    private void basic() {
        exchange("4 Byte AS", Capability.FourOctetAs.class);
        exchange("Extended Message", Capability.ExtendedMessage.class);
        addPath();
        exchange("Role", Capability.Role.class);
        exchange("Extended nexthop", Capability.ExtendedNextHop.class);
        remote.capability(Capability.ExtendedNextHop.class).ifPresent(extended -> {
            String families = extended.rules().stream()
                    .filter(rule -> rule.family().afi() == AddressFamily.AFI_IPV4)
                    .map(rule -> "           " + Frr.familyName(rule.family()) + "\n")
                    .collect(Collectors.joining());
            // FRR 8.4 begins the list with blanks of its own and each entry with more.
            out.line(BY_PEER).line("        ", families.isEmpty() ? "" : families.substring(0, families.length() - 1));
        });
        exchange("Long-lived Graceful Restart", Capability.LongLivedGracefulRestart.class);
        remote.capability(Capability.LongLivedGracefulRestart.class).ifPresent(longLived -> {
            out.line(BY_PEER);
            // FRR 8.4 bgp_capability_llgr: families the peer's graceful restart names as well.
            longLived.families().stream()
                    .filter(state -> restarts(state.family()))
                    .forEach(state -> out.line("           ", Frr.familyName(state.family())));
        });
    }

    private boolean restarts(AddressFamily family) {
        return remote.capability(Capability.GracefulRestart.class).stream()
                .flatMap(restart -> restart.families().stream())
                .anyMatch(state -> state.family().equals(family));
    }

    private void addPath() {
        Optional<Capability.AddPath> sent = local.capability(Capability.AddPath.class);
        Optional<Capability.AddPath> received = remote.capability(Capability.AddPath.class);
        if (sent.isEmpty() && received.isEmpty()) {
            return;
        }
        out.line("    AddPath:");
        for (AddressFamily family : Frr.FAMILIES) {
            addPath(family, "TX", able(sent, family, Ability::canSend), able(received, family, Ability::canSend));
            addPath(family, "RX", able(sent, family, Ability::canReceive), able(received, family, Ability::canReceive));
        }
    }

    private void addPath(AddressFamily family, String way, boolean sent, boolean received) {
        if (sent || received) {
            String both = sent && received ? " and " : "";
            out.line(
                    "      ",
                    Frr.familyName(family),
                    ": ",
                    way,
                    " ",
                    sent ? "advertised" : "",
                    both,
                    received ? "received" : "");
        }
    }

    static boolean able(Optional<Capability.AddPath> capability, AddressFamily family, Predicate<Ability> what) {
        return capability.stream()
                .flatMap(each -> each.abilities().stream())
                .anyMatch(ability -> ability.family().equals(family) && what.test(ability));
    }

    private void refresh() {
        boolean sent = local.capability(Capability.RouteRefreshing.class).isPresent();
        String kinds = refreshKinds(remote, "old & new", "old", "new");
        line("Route refresh", sent, !kinds.isEmpty(), "(" + kinds + ")");
        boolean enhanced =
                local.capability(Capability.EnhancedRouteRefresh.class).isPresent();
        boolean heard = remote.capability(Capability.EnhancedRouteRefresh.class).isPresent();
        if (enhanced || heard) {
            // FRR 8.4 asks here whether plain route refresh was advertised.
            out.line(
                    "    Enhanced Route Refresh:",
                    enhanced ? " advertised" : "",
                    heard ? sent ? " and received" : " received" : "");
        }
    }

    /** Which of the two capability codes came in; empty for neither. */
    static String refreshKinds(Open remote, String both, String old, String standard) {
        List<Capability> all = remote.capabilities();
        boolean prestandard = all.contains(new Capability.RouteRefreshing(true));
        boolean known = all.contains(new Capability.RouteRefreshing(false));
        return prestandard && known ? both : prestandard ? old : known ? standard : "";
    }

    private void families() {
        for (AddressFamily family : Frr.FAMILIES) {
            line(
                    "Address Family " + Frr.familyName(family),
                    Frr.namesFamily(local, family),
                    Frr.namesFamily(remote, family),
                    "");
        }
    }

    private void hostName() {
        out.line(
                "    Hostname Capability:",
                Frr.hostName(local).map(name -> " advertised " + names(name)).orElse(" not advertised"),
                Frr.hostName(remote).map(name -> " received " + names(name)).orElse(" not received"));
    }

    private static String names(String host) {
        return "(name: " + host + ",domain name: n/a)";
    }

    private void graceful() {
        exchange("Graceful Restart Capability", Capability.GracefulRestart.class);
        remote.capability(Capability.GracefulRestart.class).ifPresent(restart -> {
            out.line("      Remote Restart timer is ", restart.restartTimeSeconds(), " seconds");
            String families = restart.families().stream()
                    .map(state ->
                            Frr.familyName(state.family()) + (state.preserved() ? "(preserved)" : "(not preserved)"))
                    .collect(Collectors.joining(", "));
            out.line(BY_PEER).line("        ", families.isEmpty() ? "none" : families);
        });
    }

    private void exchange(String name, Class<? extends Capability> kind) {
        line(name, local.capability(kind).isPresent(), remote.capability(kind).isPresent(), "");
    }

    private void line(String name, boolean sent, boolean received, String behind) {
        if (sent || received) {
            String how = received ? (sent ? " and received" : " received") + behind : "";
            out.line("    ", name, ":", sent ? " advertised" : "", how);
        }
    }
}
