package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Capability.AddPath;
import io.sextant.protocol.bgp.message.Capability.EnhancedRouteRefresh;
import io.sextant.protocol.bgp.message.Capability.ExtendedMessage;
import io.sextant.protocol.bgp.message.Capability.ExtendedNextHop;
import io.sextant.protocol.bgp.message.Capability.FourOctetAs;
import io.sextant.protocol.bgp.message.Capability.Fqdn;
import io.sextant.protocol.bgp.message.Capability.GracefulRestart;
import io.sextant.protocol.bgp.message.Capability.LongLivedGracefulRestart;
import io.sextant.protocol.bgp.message.Capability.Multiprotocol;
import io.sextant.protocol.bgp.message.Capability.RouteRefreshing;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.Open.Parameter;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which capabilities a speaker lists in its OPEN, in which order, in how many optional parameters. Measured on the wire:
 * {@code facts/frr.md}, table "On the wire", and the captures beside it.
 */
@FunctionalInterface
public interface OpenShape {

    /** Graceful restart time that FRR and BIRD announce, in seconds. */
    int RESTART_TIME_SECONDS = 120;

    List<Open.Parameter> parameters(OpenFacts facts);

    /** FRR 8.4.4: one capability per parameter; the R bit for the instance's first 120 s ({@code bgp_open.c}). */
    static List<Parameter> frr84(OpenFacts facts) {
        List<Capability> all = new ArrayList<>();
        facts.families().forEach(family -> all.add(new Multiprotocol(family)));
        all.add(new RouteRefreshing(true));
        all.add(new RouteRefreshing(false));
        all.add(new EnhancedRouteRefresh());
        all.add(new FourOctetAs(facts.localAs()));
        all.add(new ExtendedMessage());
        // FRR 8.4 bgp_open_capability: who sends several paths in one family offers it in all.
        all.add(new AddPath(facts.families().stream()
                .map(family ->
                        new AddPath.Ability(family, !facts.onePathFamilies().contains(family), facts.sendsPaths()))
                .toList()));
        all.add(new Fqdn(facts.hostName(), ""));
        GracefulRestartOptions graceful = facts.graceful();
        if (graceful.isOn()) {
            // FRR 8.4 bgp_peer_send_gr_capability: the F bit only with preserve-fw-state.
            all.add(new GracefulRestart(
                    facts.justStarted(),
                    graceful.notificationSupport(),
                    graceful.restartSeconds(),
                    restartFamilies(facts, graceful.preserveForwardingState())));
            all.add(new LongLivedGracefulRestart(facts.families().stream()
                    .map(family ->
                            new LongLivedGracefulRestart.StaleFamily(family, true, graceful.longLivedStaleSeconds()))
                    .toList()));
        }
        return oneEach(all);
    }

    /** MetalLB 0.10.2 native, also inside Cilium 1.10: both families whatever is configured, all in one parameter. */
    static List<Parameter> metalLb(OpenFacts facts) {
        return together(List.of(
                new Multiprotocol(AddressFamily.IPV4_UNICAST),
                new Multiprotocol(AddressFamily.IPV6_UNICAST),
                new FourOctetAs(facts.localAs())));
    }

    /** GoBGP 3.10, also inside Cilium's control plane: all in one parameter. */
    static List<Parameter> goBgp(OpenFacts facts) {
        List<Capability> all = new ArrayList<>();
        all.add(new RouteRefreshing(false));
        all.add(new Fqdn(facts.hostName(), ""));
        facts.families().forEach(family -> all.add(new Multiprotocol(family)));
        all.add(new FourOctetAs(facts.localAs()));
        List<ExtendedNextHop.Rule> entries = facts.families().stream()
                .filter(family -> family.afi() == AddressFamily.AFI_IPV4)
                .map(family -> new ExtendedNextHop.Rule(family, AddressFamily.AFI_IPV6))
                .toList();
        if (!entries.isEmpty()) {
            all.add(new ExtendedNextHop(entries));
        }
        if (facts.graceful().mode() == GracefulMode.RESTARTER) {
            int seconds = facts.graceful().restartSeconds();
            all.add(new GracefulRestart(
                    facts.justStarted(),
                    facts.graceful().notificationSupport(),
                    seconds,
                    restartFamilies(facts, true)));
        }
        return together(all);
    }

    /** BIRD 2.0.12: all in one parameter, an empty long-lived capability at the end. */
    static List<Parameter> bird(OpenFacts facts) {
        List<Capability> all = new ArrayList<>();
        facts.families().forEach(family -> all.add(new Multiprotocol(family)));
        all.add(new RouteRefreshing(false));
        if (facts.graceful().isOn()) {
            int seconds = facts.graceful().restartSeconds();
            all.add(new GracefulRestart(false, false, seconds, restartFamilies(facts, true)));
        }
        all.add(new FourOctetAs(facts.localAs()));
        all.add(new EnhancedRouteRefresh());
        if (facts.graceful().isOn()) {
            all.add(new LongLivedGracefulRestart(List.of()));
        }
        return together(all);
    }

    /** ExaBGP 4.2.21: one capability per parameter. */
    static List<Parameter> exaBgp(OpenFacts facts) {
        List<Capability> all = new ArrayList<>();
        facts.families().forEach(family -> all.add(new Multiprotocol(family)));
        all.add(new FourOctetAs(facts.localAs()));
        all.add(new ExtendedMessage());
        return oneEach(all);
    }

    private static List<GracefulRestart.FamilyState> restartFamilies(OpenFacts facts, boolean preserved) {
        if (facts.graceful().mode() != GracefulMode.RESTARTER) {
            return List.of();
        }
        return facts.families().stream()
                .map(family -> new GracefulRestart.FamilyState(family, preserved))
                .toList();
    }

    private static List<Parameter> oneEach(List<Capability> capabilities) {
        List<Parameter> parameters = new ArrayList<>();
        capabilities.forEach(capability -> parameters.add(new Parameter.Capabilities(List.of(capability))));
        return parameters;
    }

    private static List<Parameter> together(List<Capability> capabilities) {
        return List.of(new Parameter.Capabilities(capabilities));
    }
}
