package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.RouteProfile;
import io.sextant.protocol.bgp.rib.AttributeInterner;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.DecisionProcess;
import io.sextant.protocol.bgp.rib.LocRib;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the parts of a speaker share: configuration, time, tables, peers, and the outputs of the present call. */
final class Instance {

    final RouteProfile profile;
    final AttributeInterner interner = new AttributeInterner();
    final LocRib rib;
    final NavigableMap<PeerId, Peer> peers = new TreeMap<>();
    final NextHopCache nextHops;
    private final EnumSources sources = new EnumSources();
    SpeakerConfig config;
    long nowNanos;
    /** Calls of the speaker so far; what does not change within one may be kept for it. */
    long calls;

    List<SpeakerOutput> outputs = new ArrayList<>();

    Instance(SpeakerConfig config) {
        this.config = config;
        this.profile = config.profile().routes();
        this.rib = new LocRib(
                new RouteTable(process(config, AddressFamily.IPV4_UNICAST)),
                new RouteTable(process(config, AddressFamily.IPV6_UNICAST)));
        this.nextHops = new NextHopCache(config.nextHops());
    }

    static DecisionProcess process(SpeakerConfig config, AddressFamily family) {
        DecisionOptions options = config.confederation() == null
                ? config.decision()
                : config.decision().with(DecisionOption.CONFEDERATION);
        return new DecisionProcess(options, config.family(family).multipath());
    }

    Collection<Peer> allPeers() {
        return peers.values();
    }

    @Nullable
    Peer peer(@Nullable PeerId id) {
        return id == null ? null : peers.get(id);
    }

    /** The voice of routes of our own. */
    RouteSource local(RouteSource.Kind kind) {
        return sources.of(kind, config);
    }

    /** One object for each kind, made anew when the router identifier changes. */
    private static final class EnumSources {
        private final java.util.EnumMap<RouteSource.Kind, RouteSource> known =
                new java.util.EnumMap<>(RouteSource.Kind.class);

        RouteSource of(RouteSource.Kind kind, SpeakerConfig config) {
            RouteSource source = known.get(kind);
            if (source == null || !source.routerId().equals(config.routerId())) {
                source = RouteSource.local(kind, config.localAs(), config.routerId());
                known.put(kind, source);
            }
            return source;
        }
    }
}
