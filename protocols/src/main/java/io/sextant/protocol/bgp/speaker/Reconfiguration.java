package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Changes of configuration under a running speaker. A statement about a peer takes effect at once; new contents of a policy
 * that keeps its name wait for {@code bgp route-map delay-timer} (FRR 8.4 {@code bgp_route_map_update_timer}).
 */
final class Reconfiguration {

    private static final List<AddressFamily> FAMILIES = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
    /** FRR 8.4 {@code RMAP_DEFAULT_ORIGINATE_EVAL_TIMER}. */
    private static final long DEFAULT_ROUTE_DELAY_NANOS = 5_000_000_000L;

    private record Place(Peer peer, AddressFamily family) {}

    private final Instance instance;
    private final UpdateGroups groups;
    private final DecisionQueue queue;
    private final Aggregation aggregation;
    private final Origination origination;
    private final Sessions sessions;
    /** Peers' families whose policies have new contents, and the settings they are to get. */
    private final Map<Place, PeerFamily> waiting = new LinkedHashMap<>();

    private boolean originationWaits;
    private long policiesAtNanos = BgpSession.NEVER;
    private long defaultsAtNanos = BgpSession.NEVER;
    private long versionSeen;

    Reconfiguration(
            Instance instance,
            UpdateGroups groups,
            DecisionQueue queue,
            Aggregation aggregation,
            Origination origination,
            Sessions sessions) {
        this.instance = instance;
        this.groups = groups;
        this.queue = queue;
        this.aggregation = aggregation;
        this.origination = origination;
        this.sessions = sessions;
    }

    long deadlineNanos() {
        return Math.min(policiesAtNanos, defaultsAtNanos);
    }

    /** Does what is due. */
    void run() {
        long version = instance.rib.table(FAMILIES.get(0)).version()
                + instance.rib.table(FAMILIES.get(1)).version();
        if (version != versionSeen && defaultsAtNanos == BgpSession.NEVER && groups.dependsOnRoutes()) {
            defaultsAtNanos = instance.nowNanos + DEFAULT_ROUTE_DELAY_NANOS;
        }
        versionSeen = version;
        if (defaultsAtNanos <= instance.nowNanos) {
            defaultsAtNanos = BgpSession.NEVER;
            groups.refreshDefaults();
        }
        if (policiesAtNanos <= instance.nowNanos) {
            applyPolicies();
        }
    }

    private void applyPolicies() {
        policiesAtNanos = BgpSession.NEVER;
        Map<Place, PeerFamily> due = new LinkedHashMap<>(waiting);
        waiting.clear();
        due.forEach((place, settings) -> {
            if (instance.peers.get(place.peer.id()) == place.peer) {
                PeerFamily before = place.peer.family(place.family);
                settle(place.peer, place.family, settings);
                follow(place.peer, place.family, before, settings);
            }
        });
        if (originationWaits) {
            originationWaits = false;
            origination.networksAgain();
            origination.redistributeAgain();
            aggregation.policiesChanged();
        }
    }

    private void await() {
        long delay = instance.config.timers().routeMapDelayNanos();
        if (delay > 0 && policiesAtNanos == BgpSession.NEVER) {
            policiesAtNanos = instance.nowNanos + delay;
        }
    }

    // ----- one peer

    void update(Peer peer, PeerSetup setup) {
        PeerSetup before = peer.setup;
        PeerConfig old = before.session();
        PeerConfig now = setup.session();
        boolean restarts = needsNewSession(old, now) || changesClients(before, setup);
        boolean shut = now.has(PeerOption.SHUTDOWN) && !old.has(PeerOption.SHUTDOWN);
        if (shut) {
            sessions.input(peer, Input.Stop.saying(StopReason.ADMINISTRATIVE_SHUTDOWN, now.shutdownMessage()));
        } else if (restarts) {
            sessions.input(peer, Input.Stop.because(StopReason.CONFIGURATION_CHANGED));
        }
        peer.session.reconfigure(now);
        peer.setup = setup;
        boolean opened = old.has(PeerOption.SHUTDOWN) && !now.has(PeerOption.SHUTDOWN);
        if (opened || restarts) {
            sessions.start(peer);
        }
        for (AddressFamily family : setup.families().keySet()) {
            PeerFamily settings = peer.family(family);
            PeerFamily was = before.families().getOrDefault(family, PeerFamily.DEFAULT);
            if (samePoliciesByName(was, settings) && !was.policies().equals(settings.policies())) {
                // New contents only: what is in force stays until the timer ends.
                waiting.put(new Place(peer, family), settings);
                settle(peer, family, withPolicies(settings, was));
                await();
            }
            follow(peer, family, was, peer.family(family));
        }
    }

    private static void settle(Peer peer, AddressFamily family, PeerFamily settings) {
        Map<AddressFamily, PeerFamily> families = new java.util.TreeMap<>(peer.setup.families());
        families.put(family, settings);
        peer.setup = new PeerSetup(peer.setup.session(), families);
    }

    private static PeerFamily withPolicies(PeerFamily settings, PeerFamily from) {
        PeerFamily result = settings;
        for (PolicyPlace place : settings.policies().keySet()) {
            result = result.withPolicy(place, from.policies().get(place));
        }
        return result;
    }

    private static boolean samePoliciesByName(PeerFamily one, PeerFamily other) {
        return names(one).equals(names(other));
    }

    private static Map<PolicyPlace, String> names(PeerFamily family) {
        Map<PolicyPlace, String> names = new java.util.EnumMap<>(PolicyPlace.class);
        family.policies().forEach((place, policy) -> names.put(place, policy.name()));
        return names;
    }

    /** FRR 8.4 {@code peer_on_policy_change}, {@code peer_change_action}: soft in, soft out, or both. */
    private void follow(Peer peer, AddressFamily family, PeerFamily before, PeerFamily now) {
        if (before.equals(now)) {
            return;
        }
        groups.regroup(peer, family);
        if (!Objects.equals(inbound(before), inbound(now))) {
            sessions.softIn(peer, family);
        }
    }

    private static List<Object> inbound(PeerFamily family) {
        List<Object> settings = new ArrayList<>(List.of(family.weight(), family.allowAsIn()));
        settings.add(family.has(FamilyOption.ALLOW_AS_IN_ORIGIN));
        for (Map.Entry<PolicyPlace, NamedPolicy> policy : family.policies().entrySet()) {
            if (policy.getKey().compareTo(PolicyPlace.ROUTE_MAP_IN) <= 0) {
                settings.add(policy);
            }
        }
        return settings;
    }

    private static boolean needsNewSession(PeerConfig old, PeerConfig now) {
        return !old.remoteAs().equals(now.remoteAs())
                || old.remoteAsRule() != now.remoteAsRule()
                || !Objects.equals(old.changedLocalAs(), now.changedLocalAs())
                || !old.families().equals(now.families())
                || !old.transport().equals(now.transport())
                || !old.localId().equals(now.localId())
                || old.has(PeerOption.ADD_PATH_TX) != now.has(PeerOption.ADD_PATH_TX)
                || old.has(PeerOption.EXTENDED_NEXT_HOP) != now.has(PeerOption.EXTENDED_NEXT_HOP);
    }

    /** FRR 8.4 {@code peer_af_flag_action_list}: who becomes or is no longer a client starts over. */
    private static boolean changesClients(PeerSetup before, PeerSetup now) {
        boolean changes = false;
        for (Map.Entry<AddressFamily, PeerFamily> each : now.families().entrySet()) {
            PeerFamily was = before.families().getOrDefault(each.getKey(), PeerFamily.DEFAULT);
            changes |= was.has(FamilyOption.ROUTE_REFLECTOR_CLIENT)
                            != each.getValue().has(FamilyOption.ROUTE_REFLECTOR_CLIENT)
                    || was.has(FamilyOption.ROUTE_SERVER_CLIENT)
                            != each.getValue().has(FamilyOption.ROUTE_SERVER_CLIENT);
        }
        return changes;
    }

    void clear(Peer peer, ClearKind kind, Predicate<AddressFamily> families) {
        if (kind == ClearKind.HARD) {
            if (peer.overflowed) {
                sessions.restart(peer);
            } else {
                sessions.input(peer, Input.Stop.because(StopReason.ADMINISTRATIVE_RESET));
            }
            return;
        }
        for (AddressFamily family : List.copyOf(peer.families.keySet())) {
            if (!families.test(family)) {
                continue;
            }
            if (kind != ClearKind.SOFT_OUT) {
                sessions.softIn(peer, family);
            }
            if (kind != ClearKind.SOFT_IN && peer.fed) {
                groups.restage(peer, family);
                groups.feedAgain(peer, family);
            }
        }
    }

    // ----- the instance

    void reconfigure(SpeakerConfig config) {
        SpeakerConfig before = instance.config;
        instance.config = config;
        instance.nextHops.use(config.nextHops());
        sessions.reckonCoalescing();
        boolean rules = !before.decision().equals(config.decision())
                || !Objects.equals(before.confederation(), config.confederation());
        boolean options = !before.options().equals(config.options())
                || !before.administrativeMed().equals(config.administrativeMed());
        for (AddressFamily family : FAMILIES) {
            SpeakerFamily was = before.family(family);
            SpeakerFamily now = config.family(family);
            if (rules || !was.multipath().equals(now.multipath())) {
                RouteTable table = instance.rib.table(family);
                table.use(Instance.process(config, family));
                table.destinations().forEach(destination -> queue.add(table, destination));
            }
            origination.networksChanged(family, was.networks());
            aggregation.reconfigured(family, was.aggregates());
        }
        origination.redistributeAgain();
        for (Peer peer : List.copyOf(instance.allPeers())) {
            shutOrOpen(peer, before, config);
            if (rules || options || !before.effectiveClusterId().equals(config.effectiveClusterId())) {
                List.copyOf(peer.families.keySet()).forEach(family -> groups.rebuild(peer, family));
            }
        }
    }

    private void shutOrOpen(Peer peer, SpeakerConfig before, SpeakerConfig now) {
        if (!before.has(SpeakerOption.SHUTDOWN) && now.has(SpeakerOption.SHUTDOWN)) {
            sessions.input(peer, Input.Stop.because(StopReason.ADMINISTRATIVE_SHUTDOWN));
        } else if (before.has(SpeakerOption.SHUTDOWN) && !now.has(SpeakerOption.SHUTDOWN)) {
            sessions.start(peer);
        }
        boolean asksAgain =
                before.has(SpeakerOption.EBGP_REQUIRES_POLICY) != now.has(SpeakerOption.EBGP_REQUIRES_POLICY)
                        || before.has(SpeakerOption.GRACEFUL_SHUTDOWN) != now.has(SpeakerOption.GRACEFUL_SHUTDOWN)
                        || before.has(SpeakerOption.REJECT_AS_SETS) != now.has(SpeakerOption.REJECT_AS_SETS);
        if (asksAgain) {
            List.copyOf(peer.families.keySet()).forEach(family -> sessions.softIn(peer, family));
        }
    }
}
