package io.sextant.protocol.bgp.config;

import io.sextant.protocol.bgp.rib.MultipathLimits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance is told of one family, in the order of the statements.
 *
 * @param multipath how many paths are used at once
 * @param tableMap what the routing table behind the speaker is told goes through it first, or null
 */
public record SpeakerFamily(
        MultipathLimits multipath,
        Distances distances,
        List<Network> networks,
        List<Aggregate> aggregates,
        List<Redistribution> redistributions,
        @Nullable NamedPolicy tableMap) {

    public SpeakerFamily {
        networks = List.copyOf(networks);
        aggregates = List.copyOf(aggregates);
        redistributions = List.copyOf(redistributions);
    }

    public static SpeakerFamily of(MultipathLimits multipath) {
        return new SpeakerFamily(multipath, Distances.DEFAULT, List.of(), List.of(), List.of(), null);
    }

    public SpeakerFamily withMultipath(MultipathLimits value) {
        return new SpeakerFamily(value, distances, networks, aggregates, redistributions, tableMap);
    }

    public SpeakerFamily withDistances(Distances value) {
        return new SpeakerFamily(multipath, value, networks, aggregates, redistributions, tableMap);
    }

    public SpeakerFamily withNetworks(List<Network> value) {
        return new SpeakerFamily(multipath, distances, value, aggregates, redistributions, tableMap);
    }

    public SpeakerFamily withAggregates(List<Aggregate> value) {
        return new SpeakerFamily(multipath, distances, networks, value, redistributions, tableMap);
    }

    public SpeakerFamily withRedistributions(List<Redistribution> value) {
        return new SpeakerFamily(multipath, distances, networks, aggregates, value, tableMap);
    }

    public SpeakerFamily withTableMap(@Nullable NamedPolicy value) {
        return new SpeakerFamily(multipath, distances, networks, aggregates, redistributions, value);
    }
}
