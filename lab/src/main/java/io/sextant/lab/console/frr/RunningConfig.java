package io.sextant.lab.console.frr;

import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.FrrDefaults;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.Optional;

/** {@code show running-config}: what the scenario says of a router, in the words and the order FRR 8.4 writes it back. */
final class RunningConfig {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String hostName;

    RunningConfig(String hostName) {
        this.hostName = hostName;
    }

    String text(Optional<RouterSpec> spec) {
        FrrDefaults defaults = spec.map(RouterSpec::defaults).orElse(FrrDefaults.TRADITIONAL);
        StringBuilder out = new StringBuilder("Building configuration...\n\nCurrent configuration:\n!\n");
        out.append("frr version 8.4.4\nfrr defaults ").append(defaults.word());
        out.append("\nhostname ").append(hostName).append("\nservice integrated-vtysh-config\n!\n");
        spec.ifPresent(router -> bgp(out, router));
        return out.append("end\n").toString();
    }

    private static void bgp(StringBuilder out, RouterSpec router) {
        out.append("router bgp ")
                .append(router.asn())
                .append("\n bgp router-id ")
                .append(router.routerId())
                .append('\n');
        boolean byDefault = router.defaults() == FrrDefaults.TRADITIONAL;
        if (router.ebgpRequiresPolicy() != byDefault) {
            out.append(byDefault ? " no bgp" : " bgp").append(" ebgp-requires-policy\n");
        }
        if (router.multipathRelax()) {
            out.append(" bgp bestpath as-path multipath-relax\n");
        }
        router.neighbors()
                .forEach(neighbor -> neighbor(out, neighbor, router.defaults().timers()));
        StringBuilder family = new StringBuilder();
        for (Ipv4Prefix network : router.networks()) {
            family.append("  network ").append(network).append('\n');
        }
        maximumPaths(family, "", router.maximumPathsEbgp());
        maximumPaths(family, "ibgp ", router.maximumPathsIbgp());
        if (!family.isEmpty()) {
            out.append(" !\n address-family ipv4 unicast\n").append(family).append(" exit-address-family\n");
        }
        out.append("exit\n!\n");
    }

    private static void maximumPaths(StringBuilder out, String kind, int paths) {
        if (paths != RouterSpec.MAXIMUM_PATHS) {
            out.append("  maximum-paths ").append(kind).append(paths).append('\n');
        }
    }

    private static void neighbor(StringBuilder out, NeighborSpec neighbor, BgpTimers defaults) {
        String start = " neighbor " + neighbor.address() + " ";
        BgpTimers timers = neighbor.timers();
        out.append(start).append("remote-as ").append(neighbor.asn()).append('\n');
        if (neighbor.passive()) {
            out.append(start).append("passive\n");
        }
        if (timers.keepaliveNanos() != defaults.keepaliveNanos() || timers.holdNanos() != defaults.holdNanos()) {
            out.append(start).append("timers ").append(timers.keepaliveNanos() / NANOS_PER_SECOND);
            out.append(' ').append(timers.holdNanos() / NANOS_PER_SECOND).append('\n');
        }
        if (timers.connectRetryNanos() != defaults.connectRetryNanos()) {
            out.append(start).append("timers connect ");
            out.append(timers.connectRetryNanos() / NANOS_PER_SECOND).append('\n');
        }
    }
}
