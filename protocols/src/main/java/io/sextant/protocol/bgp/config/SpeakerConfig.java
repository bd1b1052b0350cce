package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.rib.DecisionOptions;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import io.sextant.protocol.bgp.rib.NextHops;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One BGP instance, its peers aside. A running speaker takes a changed one whole; {@code profile} and {@code localAs} are for
 * its life.
 *
 * @param clusterId {@code bgp cluster-id}, or null for the router identifier
 * @param confederation or null
 * @param options switches, in the order of their enum
 * @param families what is said of a family; those left out have the defaults
 * @param administrativeMed {@code bgp max-med administrative}: said instead of every MED, or empty
 * @param nextHops what the routing table behind knows
 * @param listenLimit {@code bgp listen limit}: dynamic peers at most
 */
public record SpeakerConfig(
        SpeakerProfile profile,
        Asn localAs,
        Ipv4Address routerId,
        @Nullable Ipv4Address clusterId,
        @Nullable Confederation confederation,
        DecisionOptions decision,
        Set<SpeakerOption> options,
        SpeakerTimers timers,
        GracefulRestartOptions gracefulRestart,
        Map<AddressFamily, SpeakerFamily> families,
        List<ListenRange> listenRanges,
        int listenLimit,
        OptionalLong administrativeMed,
        NextHops nextHops) {

    /** FRR 8.4 {@code BGP_DYNAMIC_NEIGHBORS_LIMIT_DEFAULT}. */
    public static final int DEFAULT_LISTEN_LIMIT = 100;

    public SpeakerConfig {
        options = Collections.unmodifiableSet(
                options.isEmpty() ? EnumSet.noneOf(SpeakerOption.class) : EnumSet.copyOf(options));
        families = Collections.unmodifiableMap(new TreeMap<>(families));
        listenRanges = List.copyOf(listenRanges);
    }

    /**
     * An instance with the profile's defaults, every next hop reachable, and without the checks a router's operator has to
     * satisfy: no policy is required, no network is looked for.
     */
    public static SpeakerConfig of(SpeakerProfile profile, Asn localAs, Ipv4Address routerId) {
        return new SpeakerConfig(
                profile,
                localAs,
                routerId,
                null,
                null,
                DecisionOptions.DEFAULT,
                defaults(profile),
                SpeakerTimers.DEFAULT,
                GracefulRestartOptions.DEFAULT,
                Map.of(),
                List.of(),
                DEFAULT_LISTEN_LIMIT,
                OptionalLong.empty(),
                NextHops.ALL_REACHABLE);
    }

    /** What a program does without being told to; comparing hashes of what was sent is FRR's. */
    private static EnumSet<SpeakerOption> defaults(SpeakerProfile profile) {
        EnumSet<SpeakerOption> options = EnumSet.of(
                SpeakerOption.FAST_EXTERNAL_FAILOVER,
                SpeakerOption.CLIENT_TO_CLIENT_REFLECTION,
                SpeakerOption.HARD_ADMINISTRATIVE_RESET,
                SpeakerOption.DEFAULT_IPV4_UNICAST);
        // MetalLB may run FRR as well.
        if (profile.name().contains("FRR")) {
            options.add(SpeakerOption.SUPPRESS_DUPLICATES);
        }
        return options;
    }

    public boolean has(SpeakerOption option) {
        return options.contains(option);
    }

    /** The family's settings, or the profile's defaults for it. */
    public SpeakerFamily family(AddressFamily family) {
        SpeakerFamily found = families.get(family);
        return found != null
                ? found
                : SpeakerFamily.of(MultipathLimits.of(profile.routes().multipathLimit()));
    }

    /** What stands in CLUSTER_LIST for this speaker (RFC 4456 §7). */
    public Ipv4Address effectiveClusterId() {
        return clusterId != null ? clusterId : routerId;
    }

    public Optional<Confederation> inConfederation() {
        return Optional.ofNullable(confederation);
    }

    /** The AS the world outside sees. */
    public Asn visibleAs() {
        return confederation != null ? confederation.identifier() : localAs;
    }

    public SpeakerConfig withNextHops(NextHops value) {
        return edit().nextHops(value).build();
    }

    public SpeakerConfig withDecision(DecisionOptions value) {
        return edit().decision(value).build();
    }

    public SpeakerConfig withRouterId(Ipv4Address value) {
        return edit().routerId(value).build();
    }

    public SpeakerConfig withClusterId(@Nullable Ipv4Address value) {
        return edit().clusterId(value).build();
    }

    public SpeakerConfig withConfederation(@Nullable Confederation value) {
        return edit().confederation(value).build();
    }

    public SpeakerConfig with(SpeakerOption... more) {
        Edit edit = edit();
        Collections.addAll(edit.options, more);
        return edit.build();
    }

    public SpeakerConfig without(SpeakerOption... less) {
        Edit edit = edit();
        for (SpeakerOption option : less) {
            edit.options.remove(option);
        }
        return edit.build();
    }

    public SpeakerConfig withTimers(SpeakerTimers value) {
        return edit().timers(value).build();
    }

    public SpeakerConfig withGracefulRestart(GracefulRestartOptions value) {
        return edit().gracefulRestart(value).build();
    }

    public SpeakerConfig withFamily(AddressFamily family, SpeakerFamily value) {
        Edit edit = edit();
        edit.families.put(family, value);
        return edit.build();
    }

    public SpeakerConfig withAdministrativeMed(OptionalLong value) {
        Edit edit = edit();
        edit.administrativeMed = value;
        return edit.build();
    }

    public SpeakerConfig withListening(List<ListenRange> ranges, int limit) {
        return edit().listening(ranges, limit).build();
    }

    private Edit edit() {
        return new Edit(this);
    }

    /** Whether the table behind the speaker would hear otherwise of the same decisions under another configuration. */
    public boolean ranksUnlike(SpeakerConfig other) {
        for (Map.Entry<AddressFamily, SpeakerFamily> each : families.entrySet()) {
            SpeakerFamily twin = other.family(each.getKey());
            // A map's name may stay while its entries change.
            if (twin.tableMap() != null
                    || each.getValue().tableMap() != null
                    || !each.getValue().distances().equals(twin.distances())) {
                return true;
            }
        }
        return false;
    }

    /** The fields, for changing some of them. */
    private static final class Edit {
        private final SpeakerConfig from;
        private final EnumSet<SpeakerOption> options = EnumSet.noneOf(SpeakerOption.class);
        private final TreeMap<AddressFamily, SpeakerFamily> families;
        private Ipv4Address routerId;
        private @Nullable Ipv4Address clusterId;
        private @Nullable Confederation confederation;
        private DecisionOptions decision;
        private SpeakerTimers timers;
        private GracefulRestartOptions gracefulRestart;
        private List<ListenRange> listenRanges;
        private int listenLimit;
        private OptionalLong administrativeMed;
        private NextHops nextHops;

        Edit(SpeakerConfig from) {
            this.from = from;
            options.addAll(from.options);
            families = new TreeMap<>(from.families);
            routerId = from.routerId;
            clusterId = from.clusterId;
            confederation = from.confederation;
            decision = from.decision;
            timers = from.timers;
            gracefulRestart = from.gracefulRestart;
            listenRanges = from.listenRanges;
            listenLimit = from.listenLimit;
            administrativeMed = from.administrativeMed;
            nextHops = from.nextHops;
        }

        Edit routerId(Ipv4Address value) {
            routerId = value;
            return this;
        }

        Edit clusterId(@Nullable Ipv4Address value) {
            clusterId = value;
            return this;
        }

        Edit confederation(@Nullable Confederation value) {
            confederation = value;
            return this;
        }

        Edit decision(DecisionOptions value) {
            decision = value;
            return this;
        }

        Edit timers(SpeakerTimers value) {
            timers = value;
            return this;
        }

        Edit gracefulRestart(GracefulRestartOptions value) {
            gracefulRestart = value;
            return this;
        }

        Edit listening(List<ListenRange> ranges, int limit) {
            listenRanges = ranges;
            listenLimit = limit;
            return this;
        }

        Edit nextHops(NextHops value) {
            nextHops = value;
            return this;
        }

        SpeakerConfig build() {
            return new SpeakerConfig(
                    from.profile,
                    from.localAs,
                    routerId,
                    clusterId,
                    confederation,
                    decision,
                    options,
                    timers,
                    gracefulRestart,
                    families,
                    listenRanges,
                    listenLimit,
                    administrativeMed,
                    nextHops);
        }
    }
}
