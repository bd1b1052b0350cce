package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.AdjRibOut;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Peers of one family that are sent the same (FRR 8.4 {@code update_group}): one Adj-RIB-Out, one set of changes that wait.
 * What is sent stands there without a next hop where that is our end of each session.
 */
@SuppressWarnings("ReferenceEquality") // Which of the paths, not what they say.
final class UpdateGroup {

    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final Set<FamilyOption> INBOUND = EnumSet.of(
            FamilyOption.ALLOW_AS_IN_ORIGIN, FamilyOption.SOFT_RECONFIGURATION, FamilyOption.DISABLE_ADD_PATH_RX);

    /** All that FRR holds peers against each other by ({@code updgrp_hash_cmp}); their AS is not among it. */
    record Key(
            AddressFamily family,
            PeerType type,
            @Nullable LocalAs localAs,
            Set<FamilyOption> options,
            long maximumPrefixOut,
            Map<PolicyPlace, NamedPolicy> policies,
            CodecContext context,
            long advertisementNanos,
            boolean sharedNetwork,
            boolean integerBandwidth,
            String peerGroup,
            @Nullable PeerId alone) {

        static Key of(Instance instance, Peer peer, AddressFamily family, CodecContext context) {
            PeerFamily settings = peer.family(family);
            EnumSet<FamilyOption> options = EnumSet.noneOf(FamilyOption.class);
            options.addAll(settings.options());
            options.removeAll(INBOUND);
            EnumMap<PolicyPlace, NamedPolicy> policies = new EnumMap<>(PolicyPlace.class);
            settings.policies().forEach((place, policy) -> {
                if (place.compareTo(PolicyPlace.DISTRIBUTE_LIST_OUT) >= 0) {
                    policies.put(place, policy);
                }
            });
            PeerConfig config = peer.config();
            IpAddress address = peer.id().address();
            boolean alone =
                    config.has(PeerOption.SOLO) || settings.maximumPrefixOut() > 0 || !instance.profile.returnsRoutes();
            return new Key(
                    family,
                    peer.typeOfAudience(),
                    config.changedLocalAs(),
                    options,
                    settings.maximumPrefixOut(),
                    policies,
                    context,
                    config.advertisementNanos(),
                    instance.config.nextHops().connectedNetwork(address).isPresent(),
                    config.has(PeerOption.INTEGER_LINK_BANDWIDTH),
                    config.groupName(),
                    alone ? peer.id() : null);
        }
    }

    /** A path of a destination under the identifier it is sent with; 0 where there are none. */
    record Slot(Destination destination, long pathId) {}

    final Key key;
    final UpdateGroupCounters counters;
    final List<Peer> members = new ArrayList<>();
    private final Instance instance;
    /** By path identifier. */
    private final NavigableMap<Long, AdjRibOut> sent = new TreeMap<>();

    private Map<Slot, Optional<PathAttributes>> pending = new LinkedHashMap<>();
    private final Asn theirAs;
    private ExportRules rules;
    private final PathIds pathIds;
    /** The default route of {@code default-originate} as it was sent, or null. */
    @Nullable
    PathAttributes defaultRoute;

    /** When the interval is over, in the past while it does not run. */
    private long nextSendNanos;

    private long lastSentNanos = -1;

    UpdateGroup(Key key, UpdateGroupCounters counters, Instance instance, Peer like, PathIds pathIds) {
        this.key = key;
        this.counters = counters;
        this.instance = instance;
        this.theirAs = like.source != null ? like.source.asn() : like.config().remoteAs();
        this.rules = new ExportRules(new Audience(instance, like, theirAs, members, key.family));
        this.pathIds = pathIds;
    }

    /** The instance is configured differently. */
    void renewRules() {
        if (!members.isEmpty()) {
            rules = new ExportRules(new Audience(instance, members.get(0), theirAs, members, key.family));
        }
    }

    boolean hasSent(Destination destination) {
        for (AdjRibOut table : sent.values()) {
            if (table.get(destination) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a next hop that is not ours is left there for the network it is on, unless a map says otherwise. */
    boolean leavesNextHopsForTheirNetwork() {
        return key.type == PeerType.EXTERNAL
                && !key.options.contains(FamilyOption.NEXT_HOP_UNCHANGED)
                && !key.options.contains(FamilyOption.ROUTE_SERVER_CLIENT);
    }

    /** How the paths that are sent are chosen, or null for the best alone. */
    private @Nullable FamilyOption strategy() {
        return PathIds.STRATEGIES.stream()
                .filter(key.options::contains)
                .findFirst()
                .orElse(null);
    }

    /** Whether this path of a destination was sent, and not another. */
    boolean hasSent(Path path) {
        if (!usesPathIds()) {
            return path == path.destination().bestOrNull() && hasSent(path.destination());
        }
        FamilyOption strategy = strategy();
        long number = strategy == null ? 0 : pathIds.of(path, strategy);
        // FRR 8.4 bgp_adj_out_lookup: for a path without a number, whatever was sent will do.
        return number == 0 ? hasSent(path.destination()) : sent(new Slot(path.destination(), number)) != null;
    }

    boolean sendsSeveral() {
        return key.options.contains(FamilyOption.ADD_PATH_TX_ALL)
                || key.options.contains(FamilyOption.ADD_PATH_TX_BEST_PER_AS);
    }

    private boolean usesPathIds() {
        return key.context.addPathSend().contains(key.family);
    }

    /** {@code PfxSnt}: routes sent or about to be, and the default route made for the peers (FRR 8.4 {@code scount}). */
    int sentCount() {
        return size() + (defaultRoute != null ? 1 : 0);
    }

    /** Routes of the table sent or about to be. */
    int size() {
        int size = 0;
        for (AdjRibOut each : sent.values()) {
            size += each.size();
        }
        return size;
    }

    @Nullable
    PathAttributes sent(Slot slot) {
        AdjRibOut table = sent.get(slot.pathId);
        return table == null ? null : table.get(slot.destination);
    }

    /** All that was sent, by prefix and identifier. */
    List<UpdatePacker.Change> routes() {
        List<UpdatePacker.Change> all = new ArrayList<>();
        sent.forEach((pathId, table) -> table.routes()
                .forEach(route -> all.add(new UpdatePacker.Change(
                        new io.sextant.protocol.bgp.message.Nlri(
                                route.destination().prefix(), pathId),
                        route.attributes()))));
        if (sent.size() > 1) {
            all.sort(java.util.Comparator.comparing(UpdatePacker.Change::nlri));
        }
        return all;
    }

    /** Works out anew what is to be said of a destination, and notes what differs from what was said. */
    void stage(Destination destination) {
        Path best = destination.bestOrNull();
        if (!usesPathIds()) {
            stage(new Slot(destination, 0), best == null ? null : rules.apply(destination, best));
            return;
        }
        List<Path> paths = sendsSeveral() ? chosen(destination) : best == null ? List.of() : List.of(best);
        List<Slot> slots = new ArrayList<>();
        FamilyOption strategy = strategy();
        for (Path path : paths) {
            Slot slot = new Slot(destination, strategy == null ? 0 : pathIds.of(path, strategy));
            slots.add(slot);
            stage(slot, rules.apply(destination, path));
        }
        for (long pathId : List.copyOf(sent.keySet())) {
            Slot slot = new Slot(destination, pathId);
            if (!slots.contains(slot) && (sent(slot) != null || pending.containsKey(slot))) {
                stage(slot, null);
            }
        }
    }

    /** What add-path sends: all valid paths, or the best of each neighbouring AS. */
    private List<Path> chosen(Destination destination) {
        List<Path> valid = new ArrayList<>();
        FamilyOption strategy = strategy();
        destination.best().ifPresent(valid::add);
        for (Path path : destination.paths()) {
            boolean fits = strategy != null && PathIds.isChosen(path, strategy);
            if (path.isReachable() && path != destination.bestOrNull() && fits) {
                valid.add(path);
            }
        }
        return valid;
    }

    private void stage(Slot slot, @Nullable PathAttributes wanted) {
        PathAttributes said = sent(slot);
        PathAttributes now = wanted;
        // FRR 8.4 subgroup_announce_check: at the limit nothing more is said, not even anew.
        if (now != null && key.maximumPrefixOut > 0 && size() + pending.size() >= key.maximumPrefixOut) {
            now = null;
        }
        if (java.util.Objects.equals(now, said) || suppresses(now, said)) {
            pending.remove(slot);
        } else {
            pending.put(slot, Optional.ofNullable(now));
            if (now != null && nextSendNanos <= instance.nowNanos) {
                nextSendNanos = announcedNanos();
            }
        }
    }

    private boolean suppresses(@Nullable PathAttributes now, @Nullable PathAttributes said) {
        return now != null
                && said != null
                && instance.config.has(SpeakerOption.SUPPRESS_DUPLICATES)
                && Duplicates.alike(now, said);
    }

    /**
     * When the changes that wait may be sent, or NEVER where none does. FRR 8.4 {@code bgp_adjust_routeadv} starts its timer
     * (RFC 4271 §9.2.1.1) with the first announcement that waits; withdrawals alone go out at once, and wait with the rest
     * while it runs.
     */
    long dueNanos() {
        return pending.isEmpty() ? BgpSession.NEVER : nextSendNanos;
    }

    /** The interval is counted from the last UPDATE in whole seconds of the clock. */
    private long announcedNanos() {
        long interval = key.advertisementNanos / SECOND_NANOS;
        long passed = instance.nowNanos / SECOND_NANOS - lastSentNanos / SECOND_NANOS;
        boolean waits = lastSentNanos >= 0 && interval > 0 && passed < interval;
        return waits ? instance.nowNanos + (interval - passed) * SECOND_NANOS : instance.nowNanos;
    }

    /** What there is to know of it for printouts. */
    UpdateGroupView view(long coalesceNanos) {
        NamedPolicy map = key.policies.get(PolicyPlace.ROUTE_MAP_OUT);
        return new UpdateGroupView(
                key.family,
                counters.id,
                counters.subgroupId,
                counters.createdNanos,
                Optional.ofNullable(map).map(NamedPolicy::name),
                key.advertisementNanos,
                Optional.ofNullable(key.localAs),
                counters.joins,
                counters.prunes,
                counters.merges,
                counters.mergeChecks,
                coalesceNanos,
                hasListeners() ? instance.rib.table(key.family).version() : 0,
                counters.packets,
                size(),
                key.context.maxUpdateOctets(),
                members.stream().map(Peer::id).toList());
    }

    /** Takes the changes that wait as sent. */
    List<UpdatePacker.Change> drain() {
        List<UpdatePacker.Change> changes = new ArrayList<>(pending.size());
        pending.forEach((slot, attributes) -> {
            PathAttributes now = attributes.orElse(null);
            changes.add(new UpdatePacker.Change(
                    new io.sextant.protocol.bgp.message.Nlri(slot.destination.prefix(), slot.pathId), now));
            if (now == null) {
                AdjRibOut table = sent.get(slot.pathId);
                if (table != null) {
                    table.remove(slot.destination);
                }
            } else {
                sent.computeIfAbsent(slot.pathId, id -> new AdjRibOut()).put(slot.destination, now);
            }
        });
        pending = new LinkedHashMap<>();
        nextSendNanos = 0;
        lastSentNanos = instance.nowNanos;
        return changes;
    }

    /** Forgets everything, when nobody is left who heard it. */
    void forget() {
        sent.clear();
        pending.clear();
        defaultRoute = null;
    }

    /** Whether nobody fed stands before the peer; what all are told is counted with the first. */
    boolean isFirstListener(Peer peer) {
        for (Peer member : members) {
            if (member.fed) {
                return member == peer;
            }
        }
        return true;
    }

    boolean hasListeners() {
        for (Peer member : members) {
            if (member.fed) {
                return true;
            }
        }
        return false;
    }
}
