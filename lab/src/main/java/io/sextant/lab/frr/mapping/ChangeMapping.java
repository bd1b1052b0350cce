package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import io.sextant.protocol.bgp.policy.map.Amount;
import io.sextant.protocol.bgp.policy.map.AsPathChanges;
import io.sextant.protocol.bgp.policy.map.Change;
import io.sextant.protocol.bgp.policy.map.Changes;
import io.sextant.protocol.bgp.policy.map.CommunityChanges;
import io.sextant.protocol.bgp.policy.map.NextHopChanges;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code set} statements. */
final class ChangeMapping {

    private ChangeMapping() {}

    /** The rule; nothing for other statements and for those that are not modelled. */
    static Optional<Change> of(Entry entry) {
        return switch (entry.setting().key()) {
            case "set local-preference" -> Optional.of(Changes.localPreference(amount(entry)));
            case "set metric" -> Optional.of(Changes.metric(amount(entry)));
            case "set weight" -> Optional.of(Changes.weight(Amount.of(entry.number("weight"))));
            case "set origin" -> FamilyMapping.origin(entry).map(Changes::origin);
            case "set tag" -> Optional.of(Changes.tag(entry.number("tag")));
            case "set distance" -> Optional.of(Changes.distance((int) entry.number("distance")));
            case "set atomic-aggregate" -> Optional.of(Changes.atomicAggregate());
            case "set originator-id" -> Optional.of(Changes.originatorId(Ipv4Address.parse(entry.value("id"))));
            case "set aggregator as" ->
                Optional.of(Changes.aggregator(
                        new Aggregator(Asn.parse(entry.value("as")), Ipv4Address.parse(entry.value("address")))));
            case "set as-path prepend" -> Optional.of(AsPathChanges.prepend(path(entry)));
            case "set as-path prepend last-as" -> Optional.of(AsPathChanges.prependLast((int) entry.number("count")));
            case "set as-path exclude" -> Optional.of(AsPathChanges.exclude(path(entry)));
            case "set as-path replace" ->
                Optional.of(
                        AsPathChanges.replace(entry.find("as").map(Asn::parse).orElse(null)));
            default -> communities(entry).or(() -> nextHop(entry));
        };
    }

    private static Amount amount(Entry entry) {
        if (entry.find("value").isEmpty()) {
            Amount.Sense sense =
                    entry.has("+rtt") ? Amount.Sense.ADD : entry.has("-rtt") ? Amount.Sense.SUBTRACT : Amount.Sense.SET;
            return new Amount(sense, 0, true);
        }
        String text = entry.value("value");
        long number = Math.abs(Long.parseLong(text));
        if (text.startsWith("+")) {
            return Amount.plus(number);
        }
        return text.startsWith("-") ? Amount.minus(number) : Amount.of(number);
    }

    private static List<Asn> path(Entry entry) {
        return Stream.of(entry.value("path").split(" ", -1)).map(Asn::parse).toList();
    }

    private static Optional<Change> communities(Entry entry) {
        return switch (entry.setting().key()) {
            case "set community" ->
                Optional.of(CommunityChanges.standard(
                        CommunityTexts.standard(entry.value("value")),
                        entry.value("value").endsWith(" additive")));
            case "set comm-list delete" -> Optional.of(CommunityChanges.deleteStandard(entry.value("list")));
            case "set large-community" ->
                Optional.of(CommunityChanges.large(
                        CommunityTexts.large(entry.value("value")),
                        entry.value("value").endsWith(" additive")));
            case "set large-comm-list delete" -> Optional.of(CommunityChanges.deleteLarge(entry.value("list")));
            case "set extcommunity rt" ->
                Optional.of(CommunityChanges.routeTargets(
                        CommunityTexts.extended(ExtendedCommunities.ROUTE_TARGET, entry.value("value"))));
            case "set extcommunity soo" ->
                Optional.of(CommunityChanges.sitesOfOrigin(
                        CommunityTexts.extended(ExtendedCommunities.SITE_OF_ORIGIN, entry.value("value"))));
            case "set extcommunity none" -> Optional.of(CommunityChanges.noExtended());
            case "set extcommunity bandwidth" -> Optional.of(bandwidth(entry));
            default -> Optional.empty();
        };
    }

    private static Change bandwidth(Entry entry) {
        CommunityChanges.Measure measure = entry.has("cumulative")
                ? CommunityChanges.Measure.CUMULATIVE
                : entry.has("num-multipaths")
                        ? CommunityChanges.Measure.NUM_MULTIPATHS
                        : CommunityChanges.Measure.VALUE;
        long megabits = entry.find("megabits").map(Long::valueOf).orElse(0L);
        return CommunityChanges.linkBandwidth(measure, megabits, entry.has("non-transitive"));
    }

    private static Optional<Change> nextHop(Entry entry) {
        return switch (entry.setting().key()) {
            case "set ip next-hop" ->
                Optional.of(entry.find("address")
                        .<Change>map(text -> NextHopChanges.to(Ipv4Address.parse(text)))
                        .orElseGet(() -> entry.has("unchanged")
                                ? NextHopChanges.ipv4Unchanged()
                                : NextHopChanges.ipv4PeerAddress()));
            case "set ipv6 next-hop global" ->
                Optional.of(NextHopChanges.global(Ipv6Address.parse(entry.value("address"))));
            case "set ipv6 next-hop local" ->
                Optional.of(NextHopChanges.local(Ipv6Address.parse(entry.value("address"))));
            case "set ipv6 next-hop peer-address" -> Optional.of(NextHopChanges.ipv6PeerAddress());
            case "set ipv6 next-hop prefer-global" -> Optional.of(NextHopChanges.preferGlobal());
            default -> Optional.empty();
        };
    }
}
