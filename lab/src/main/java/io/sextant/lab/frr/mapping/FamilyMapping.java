package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.mapping.BgpMapping.Instance;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.config.Aggregate;
import io.sextant.protocol.bgp.config.Distances;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.Network;
import io.sextant.protocol.bgp.config.Redistribution;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What stands below {@code address-family} of the instance itself. */
final class FamilyMapping {

    private FamilyMapping() {}

    static SpeakerFamily speaker(Instance instance, AddressFamily family, SpeakerFamily usual) {
        Optional<Section> found = instance.bgp().child(InstanceMapping.context(family), "");
        if (found.isEmpty()) {
            return usual;
        }
        Section section = found.get();
        return usual.withMultipath(multipath(section, usual.multipath()))
                .withNetworks(section.all("network").stream()
                        .map(entry -> network(instance, entry))
                        .toList())
                .withAggregates(section.all("aggregate-address").stream()
                        .map(entry -> aggregate(instance, entry))
                        .toList())
                .withRedistributions(redistributions(instance, section))
                .withDistances(distances(instance, family, section, usual.distances()))
                .withTableMap(map(instance, section.find("table-map"), "map"));
    }

    private static Distances distances(Instance instance, AddressFamily family, Section section, Distances usual) {
        Optional<Entry> kinds = section.find("distance bgp");
        List<Distances.OfSource> sources = section.all("distance").stream()
                .map(entry -> new Distances.OfSource(
                        prefix(entry),
                        (int) entry.number("distance"),
                        entry.find("list")
                                .map(name -> instance.policies().accessList(family, name))
                                .orElse(null)))
                .toList();
        return new Distances(
                kinds.map(entry -> (int) entry.number("ebgp")).orElse(usual.external()),
                kinds.map(entry -> (int) entry.number("ibgp")).orElse(usual.internal()),
                kinds.map(entry -> (int) entry.number("local")).orElse(usual.local()),
                sources);
    }

    private static MultipathLimits multipath(Section section, MultipathLimits usual) {
        Optional<Entry> internal = section.find("maximum-paths ibgp");
        return new MultipathLimits(
                section.find("maximum-paths")
                        .map(entry -> (int) entry.number("paths"))
                        .orElse(usual.external()),
                internal.map(entry -> (int) entry.number("paths")).orElse(usual.internal()),
                internal.filter(entry -> entry.has("equal-cluster-length")).isPresent());
    }

    private static IpPrefix prefix(Entry entry) {
        String text = entry.value("prefix");
        return text.indexOf(':') >= 0 ? Ipv6Prefix.parse(text) : Ipv4Prefix.parse(text);
    }

    private static @Nullable NamedPolicy map(Instance instance, Optional<Entry> entry, String argument) {
        return entry.flatMap(found -> found.find(argument))
                .map(instance.policies()::routeMap)
                .orElse(null);
    }

    private static Network network(Instance instance, Entry entry) {
        return new Network(prefix(entry), map(instance, Optional.of(entry), "map"), entry.has("backdoor"));
    }

    private static Aggregate aggregate(Instance instance, Entry entry) {
        // FRR 8.4 bgp_aggregate_set: such an aggregate is made, without the set.
        boolean setsAreRefused = instance.bgp().flag("bgp reject-as-sets", false);
        return Aggregate.of(prefix(entry))
                .withAsSet(entry.has("as-set") && !setsAreRefused)
                .withSummaryOnly(entry.has("summary-only"))
                .withMatchingMedOnly(entry.has("matching-MED-only"))
                .withOrigin(origin(entry))
                .withRouteMap(map(instance, Optional.of(entry), "map"))
                .withSuppressMap(map(instance, Optional.of(entry), "suppress"));
    }

    static Optional<Origin> origin(Entry entry) {
        if (entry.has("igp")) {
            return Optional.of(Origin.IGP);
        } else if (entry.has("egp")) {
            return Optional.of(Origin.EGP);
        }
        return entry.has("incomplete") ? Optional.of(Origin.INCOMPLETE) : Optional.empty();
    }

    private static List<Redistribution> redistributions(Instance instance, Section section) {
        List<Redistribution> all = new ArrayList<>();
        for (RouteKind kind : List.of(RouteKind.KERNEL, RouteKind.CONNECTED, RouteKind.STATIC)) {
            String word = kind.name().toLowerCase(java.util.Locale.ROOT);
            section.find("redistribute " + word)
                    .ifPresent(entry -> all.add(new Redistribution(
                            kind,
                            entry.find("metric")
                                    .map(text -> OptionalLong.of(Long.parseLong(text)))
                                    .orElse(OptionalLong.empty()),
                            map(instance, Optional.of(entry), "map"))));
        }
        return all;
    }
}
