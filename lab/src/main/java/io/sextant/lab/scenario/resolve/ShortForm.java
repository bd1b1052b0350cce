package io.sextant.lab.scenario.resolve;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.FrrConfigLoader;
import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.FrrDefaults;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.nio.file.Path;
import java.util.Locale;

/** Writes what {@code bgp:} says of a router as the {@code frr.conf} an operator would have written. */
final class ShortForm {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final StringBuilder out = new StringBuilder();

    private ShortForm() {}

    /** The configuration of a router about which nothing is said. */
    static FrrConfig empty(String hostName) {
        ShortForm form = new ShortForm();
        form.head(hostName, FrrDefaults.TRADITIONAL);
        return form.parsed(hostName, true);
    }

    /**
     * The configuration of a router.
     *
     * @param sound whether nothing was wrong with the scenario so far; if something was, it is wrong here too
     */
    static FrrConfig of(String hostName, RouterSpec router, boolean sound) {
        ShortForm form = new ShortForm();
        form.head(hostName, router.defaults());
        form.bgp(router);
        return form.parsed(hostName, sound);
    }

    private FrrConfig parsed(String hostName, boolean sound) {
        FrrConfigLoader.Result result = FrrConfigLoader.parse(Path.of(hostName), out.toString());
        if (sound && !result.isValid()) {
            throw new IllegalStateException("the short form of " + hostName + " was refused: " + result.problems());
        }
        return result.config();
    }

    private void head(String hostName, FrrDefaults defaults) {
        line("frr version 8.4.4");
        line("frr defaults %s", defaults.word());
        line("hostname %s", hostName);
        line("service integrated-vtysh-config");
    }

    private void bgp(RouterSpec router) {
        line("router bgp %s", router.asn());
        line(" bgp router-id %s", router.routerId());
        boolean byDefault = router.defaults() == FrrDefaults.TRADITIONAL;
        if (router.ebgpRequiresPolicy() != byDefault) {
            line("%s ebgp-requires-policy", byDefault ? " no bgp" : " bgp");
        }
        if (router.multipathRelax()) {
            line(" bgp bestpath as-path multipath-relax");
        }
        if (!router.networks().isEmpty()) {
            // What is said in short is announced, whether or not the router has a route of its own there.
            line(" no bgp network import-check");
        }
        router.neighbors()
                .forEach(neighbor -> neighbor(neighbor, router.defaults().timers()));
        family(router, IpVersion.IPV4);
        boolean ipv6 = router.networks().stream().anyMatch(network -> isOf(IpVersion.IPV6, network))
                || router.neighbors().stream()
                        .anyMatch(neighbor -> neighbor.families().contains(IpVersion.IPV6));
        if (ipv6) {
            family(router, IpVersion.IPV6);
        }
        line("exit");
    }

    private static boolean isOf(IpVersion version, IpPrefix prefix) {
        return prefix.address().version() == version;
    }

    /** FRR activates IPv4 for every neighbour unless told otherwise, and IPv6 for none. */
    private void family(RouterSpec router, IpVersion version) {
        boolean ipv4 = version == IpVersion.IPV4;
        line(" address-family %s unicast", ipv4 ? "ipv4" : "ipv6");
        router.networks().stream()
                .filter(network -> isOf(version, network))
                .forEach(network -> line("  network %s", network));
        for (NeighborSpec neighbor : router.neighbors()) {
            if (neighbor.families().contains(version) != ipv4) {
                line("  %sneighbor %s activate", ipv4 ? "no " : "", neighbor.address());
            }
        }
        maximumPaths("", router.maximumPathsEbgp());
        maximumPaths("ibgp ", router.maximumPathsIbgp());
        line(" exit-address-family");
    }

    private void maximumPaths(String kind, int paths) {
        if (paths != RouterSpec.MAXIMUM_PATHS) {
            line("  maximum-paths %s%d", kind, paths);
        }
    }

    private void neighbor(NeighborSpec neighbor, BgpTimers defaults) {
        String start = " neighbor " + neighbor.address();
        BgpTimers timers = neighbor.timers();
        line("%s remote-as %s", start, neighbor.asn());
        if (neighbor.passive()) {
            line("%s passive", start);
        }
        if (timers.keepaliveNanos() != defaults.keepaliveNanos() || timers.holdNanos() != defaults.holdNanos()) {
            line(
                    "%s timers %d %d",
                    start, timers.keepaliveNanos() / NANOS_PER_SECOND, timers.holdNanos() / NANOS_PER_SECOND);
        }
        if (timers.connectRetryNanos() != defaults.connectRetryNanos()) {
            line("%s timers connect %d", start, timers.connectRetryNanos() / NANOS_PER_SECOND);
        }
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
