package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.language.TopologyKeys.MaximumPaths;
import io.sextant.lab.scenario.shape.Durations;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.FrrDefaults;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** BGP on routers: neighbours found by name, addresses found on the networks they share. */
final class RouterResolver {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long MINIMUM_HOLD_NANOS = 3 * NANOS_PER_SECOND;
    private static final long MAXIMUM_SECONDS = 65_535;

    private final Names names;
    private final AddressBook book;
    private final Problems problems;

    RouterResolver(Names names, AddressBook book) {
        this.names = names;
        this.book = book;
        this.problems = names.problems();
    }

    RouterSpec router(String node, Values values) {
        FrrDefaults defaults = values.get(TopologyKeys.DEFAULTS).orElse(FrrDefaults.TRADITIONAL);
        Asn asn = values.require(TopologyKeys.ASN);
        BgpTimers timers = timers(values, defaults.timers());
        Optional<MaximumPaths> paths = values.get(TopologyKeys.MAXIMUM_PATHS);
        return new RouterSpec(
                values.position(),
                defaults,
                asn,
                values.get(TopologyKeys.ROUTER_ID).or(() -> book.firstOf(node)).orElse(Ipv4Address.ANY),
                neighbors(node, asn, timers, values),
                limit(paths.map(MaximumPaths::ebgp)),
                limit(paths.map(MaximumPaths::ibgp)),
                values.get(TopologyKeys.MULTIPATH_RELAX).orElse(false),
                values.get(TopologyKeys.EBGP_REQUIRES_POLICY).orElse(defaults == FrrDefaults.TRADITIONAL),
                values.get(TopologyKeys.NETWORKS).orElse(List.of()));
    }

    private static int limit(Optional<Long> paths) {
        return paths.map(Math::toIntExact).orElse(RouterSpec.MAXIMUM_PATHS);
    }

    /** The neighbours that are met on the networks a node shares with them, by address. */
    List<NeighborSpec> neighbors(String node, Asn own, BgpTimers timers, Values values) {
        Map<IpAddress, NeighborSpec> found = new LinkedHashMap<>();
        for (Named<Values> named : values.get(TopologyKeys.NEIGHBORS).orElse(List.of())) {
            Values settings = named.value().orElse(null);
            if (settings == null) {
                continue;
            }
            List<IpVersion> sessions =
                    said(TopologyKeys.SESSIONS, settings, values).orElse(List.of(IpVersion.IPV4));
            for (String far : names.nodes(List.of(named.name()), named.position())) {
                for (IpVersion version : sessions) {
                    Optional<IpAddress> address = far.equals(node) ? Optional.empty() : book.met(node, far, version);
                    if (address.isEmpty() && far.equals(named.name()) && book.isWhole(node) && book.isWhole(far)) {
                        problems.error(
                                named.position(),
                                YamlScalar.quoted(far) + " has no " + (version == IpVersion.IPV4 ? "" : "IPv6 ")
                                        + "address on a network that " + YamlScalar.quoted(node) + " is on too");
                    }
                    address.ifPresent(there -> found.put(
                            there,
                            new NeighborSpec(
                                    named.position(),
                                    far,
                                    there,
                                    settings.get(TopologyKeys.REMOTE_ASN).orElse(own),
                                    timers(settings, timers),
                                    settings.get(TopologyKeys.PASSIVE).orElse(false),
                                    said(TopologyKeys.FAMILIES, settings, values)
                                            .orElse(List.of(version)))));
                }
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(NeighborSpec::address))
                .toList();
    }

    /** What a neighbour says for itself, and else what is said for all. */
    static <T> Optional<T> said(Field<T> field, Values neighbor, Values all) {
        return neighbor.get(field).or(() -> all.get(field));
    }

    /** What is said about timers, and else these. */
    BgpTimers timers(Values values, BgpTimers otherwise) {
        long hold = holdNanos(values, otherwise.holdNanos(), problems);
        long keepalive = values.get(TopologyKeys.KEEPALIVE_TIME)
                .orElse(values.has(TopologyKeys.HOLD_TIME) ? hold / 3 : otherwise.keepaliveNanos());
        if (hold > 0 && keepalive > hold / 3 && given(values)) {
            problems.error(
                    values.position(TopologyKeys.KEEPALIVE_TIME),
                    "expected a keepalive-time of at most a third of the hold-time (" + Durations.text(hold / 3)
                            + "), found " + Durations.text(keepalive));
        }
        return new BgpTimers(
                hold, keepalive, values.get(TopologyKeys.CONNECT_RETRY).orElse(otherwise.connectRetryNanos()));
    }

    private static boolean given(Values values) {
        return values.has(TopologyKeys.HOLD_TIME) || values.has(TopologyKeys.KEEPALIVE_TIME);
    }

    /** The hold time, 0 or 3 s and more in whole seconds (RFC 4271 §4.2). */
    static long holdNanos(Values values, long otherwise, Problems problems) {
        long hold = values.get(TopologyKeys.HOLD_TIME).orElse(otherwise);
        boolean whole = hold % NANOS_PER_SECOND == 0;
        boolean inside = (hold == 0 || hold >= MINIMUM_HOLD_NANOS) && hold / NANOS_PER_SECOND <= MAXIMUM_SECONDS;
        if (values.has(TopologyKeys.HOLD_TIME) && !(whole && inside)) {
            problems.error(
                    values.position(TopologyKeys.HOLD_TIME),
                    "expected a hold-time of 0s or 3s to 65535s in whole seconds, found " + Durations.text(hold));
        }
        return hold;
    }
}
