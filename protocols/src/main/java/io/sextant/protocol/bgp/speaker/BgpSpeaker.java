package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteRefresh;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.OpenShape;
import io.sextant.protocol.bgp.profile.RouteDelays;
import io.sextant.protocol.bgp.profile.RouteProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.AttributeInterner;
import io.sextant.protocol.bgp.rib.DecisionProcess;
import io.sextant.protocol.bgp.rib.LocRib;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A BGP instance: sessions and tables as one pure machine. Inputs go to a peer's session; what it hears goes through import
 * into the Loc-RIB's candidates and into a work queue; when that has waited as long as the profile's program lets it, the
 * decision runs, {@link RoutesChanged} goes out, and so do UPDATEs to the peers that have had their first feed.
 *
 * <p>Feed {@link #handle}, do what the outputs say in their order, and call {@link #onDeadline} no later than
 * {@link #deadlineNanos}; coming early is harmless. Time must not run backwards.
 */
public final class BgpSpeaker {

    /** A time that never comes. */
    public static final long NEVER = BgpSession.NEVER;

    private final SpeakerConfig config;
    private final RouteProfile profile;
    private final RouteDelays delays;
    private final long createdNanos;
    private final NavigableMap<PeerId, Peer> peers = new TreeMap<>();
    private final AttributeInterner interner = new AttributeInterner();
    private final LocRib locRib;
    private final Set<IpPrefix> workQueue = new LinkedHashSet<>();
    private long workAtNanos = NEVER;
    private long coalesceNanos;
    private List<SpeakerOutput> outputs = new ArrayList<>();
    private long nowNanos;

    /**
     * @param createdNanos when the program started, from which FRR reckons its restart bit
     */
    public BgpSpeaker(SpeakerConfig config, long createdNanos) {
        this.config = config;
        this.profile = config.profile().routes();
        this.delays = profile.delays();
        this.createdNanos = createdNanos;
        this.locRib = new LocRib(new DecisionProcess(
                config.decision(), config.family(AddressFamily.IPV4_UNICAST).multipath()));
        this.coalesceNanos = delays.coalesceNanos(0);
    }

    /**
     * Configures a peer; its session stays idle until {@code Start}.
     *
     * @param random a stream of the peer's own
     */
    public void addPeer(PeerConfig peer, Policies policies, RandomGenerator random) {
        if (peers.containsKey(peer.id())) {
            throw new IllegalArgumentException("peer " + peer.id() + " is configured already");
        }
        peers.put(peer.id(), new Peer(peer, new BgpSession(peer, random, createdNanos), policies));
        reckonCoalescing();
    }

    /** Takes a peer out of the configuration, its session and its routes with it. */
    public List<SpeakerOutput> removePeer(long nowNanos, PeerId id) {
        begin(nowNanos);
        Peer peer = known(id);
        input(peer, Input.Stop.because(StopReason.DECONFIGURED));
        clear(peer);
        peers.remove(id);
        return finish();
    }

    /** Lets every configured session come up. */
    public List<SpeakerOutput> start(long nowNanos) {
        begin(nowNanos);
        peers.values().forEach(peer -> input(peer, new Input.Start()));
        return finish();
    }

    /** Ends every session, with the words the profile's program has for the reason. */
    public List<SpeakerOutput> stop(long nowNanos, StopReason reason) {
        begin(nowNanos);
        peers.values().forEach(peer -> input(peer, Input.Stop.because(reason)));
        return finish();
    }

    /** Gives an input to a peer's session. */
    public List<SpeakerOutput> handle(long nowNanos, PeerId id, Input input) {
        begin(nowNanos);
        input(known(id), input);
        if (input instanceof Input.Connected) {
            reckonCoalescing();
        }
        return finish();
    }

    /** Announces a prefix with the profile's attributes. */
    public List<SpeakerOutput> originate(long nowNanos, IpPrefix prefix) {
        return originate(nowNanos, prefix, defaultAttributes(), RouteSource.Kind.NETWORK);
    }

    /**
     * Announces a prefix.
     *
     * @param attributes without a next hop where it is to be this speaker itself
     * @param kind how the route comes into BGP; not LEARNED
     */
    public List<SpeakerOutput> originate(
            long nowNanos, IpPrefix prefix, PathAttributes attributes, RouteSource.Kind kind) {
        begin(nowNanos);
        PathAttributes shared = interner.intern(attributes);
        Nlri nlri = Nlri.of(prefix);
        locRib.put(new Path(nlri, local(kind), shared, Path.LOCAL_WEIGHT, metric(shared), false, nowNanos));
        enqueue(prefix);
        return finish();
    }

    /** Takes back what {@link #originate(long, IpPrefix)} announced; harmless when it was not announced. */
    public List<SpeakerOutput> withdraw(long nowNanos, IpPrefix prefix) {
        return withdraw(nowNanos, prefix, RouteSource.Kind.NETWORK);
    }

    /** Takes back an announcement of that kind. */
    public List<SpeakerOutput> withdraw(long nowNanos, IpPrefix prefix, RouteSource.Kind kind) {
        begin(nowNanos);
        if (locRib.remove(Nlri.of(prefix), local(kind))) {
            enqueue(prefix);
        }
        return finish();
    }

    /** The routing table behind the speaker changed: every path's next hop is looked up again. */
    public List<SpeakerOutput> nextHopsChanged(long nowNanos) {
        begin(nowNanos);
        for (IpPrefix prefix : locRib.prefixes()) {
            for (Path path : locRib.paths(prefix)) {
                long metric = metric(path.attributes());
                if (metric != path.igpMetric()) {
                    locRib.put(path.withIgpMetric(metric));
                    enqueue(prefix);
                }
            }
        }
        return finish();
    }

    /** Fires what is due. */
    public List<SpeakerOutput> onDeadline(long nowNanos) {
        begin(nowNanos);
        for (Peer peer : peers.values()) {
            if (peer.session.deadlineNanos() <= nowNanos) {
                input(peer, new Input.Deadline());
            }
        }
        return finish();
    }

    /** When {@link #onDeadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        long deadline = workAtNanos;
        for (Peer peer : peers.values()) {
            deadline = Math.min(deadline, peer.deadlineNanos());
        }
        return deadline;
    }

    /** The table of decisions; to be read, not changed. */
    public LocRib locRib() {
        return locRib;
    }

    public SpeakerConfig config() {
        return config;
    }

    /** All peers by address. */
    public List<PeerView> peers() {
        return peers.values().stream().map(Peer::view).toList();
    }

    public Optional<PeerView> peer(PeerId id) {
        return Optional.ofNullable(peers.get(id)).map(Peer::view);
    }

    /** What the profile's program says of routes it originates. */
    public PathAttributes defaultAttributes() {
        return PathAttributes.builder()
                .origin(profile.origin())
                .med(profile.med())
                .localPreference(profile.localPreference())
                .build();
    }

    // ----- inputs to sessions, and what comes of them

    private void input(Peer peer, Input input) {
        for (Output output : peer.session.handle(nowNanos, input)) {
            outputs.add(new PeerOutput(peer.id(), output));
            if (output instanceof Output.SessionUp up) {
                onUp(peer, up.negotiated());
            } else if (output instanceof Output.SessionDown) {
                onDown(peer);
            } else if (output instanceof Output.UpdateReceived received) {
                learn(peer, received.update());
            } else if (output instanceof Output.RefreshReceived received) {
                refresh(peer, received.refresh());
            }
        }
    }

    private void onUp(Peer peer, Negotiated negotiated) {
        if (peer.clearAtNanos != NEVER) {
            clear(peer);
        }
        peer.negotiated = negotiated;
        peer.source = RouteSource.learned(
                peer.id(),
                peer.config.type(),
                negotiated.remote().asn(),
                negotiated.remote().identifier());
        peer.feedAtNanos = firstFeedNanos(peer);
    }

    /** FRR coalesces peers of one update group that come up together: they share the timer of the first. */
    private long firstFeedNanos(Peer peer) {
        if (profile.waitsForPeerFeed() && peer.negotiated != null && peer.negotiated.remoteGraceful()) {
            // Until the peer's End-of-RIB, or as long as a restart may take.
            return nowNanos + OpenShape.RESTART_TIME_SECONDS * 1_000_000_000L;
        }
        if (delays.coalescePerPeerNanos() > 0) {
            for (Peer other : peers.values()) {
                if (other != peer && other.feedAtNanos != NEVER && !other.fed && peer.isFedLike(other)) {
                    return other.feedAtNanos;
                }
            }
        }
        return nowNanos + coalesceNanos;
    }

    private void onDown(Peer peer) {
        peer.sent.clear();
        peer.pending.clear();
        peer.fed = false;
        peer.feedAtNanos = NEVER;
        peer.endOfRibAtNanos = NEVER;
        peer.negotiated = null;
        // Graceful restart's helper will mark the routes stale here instead of clearing them (RFC 4724 §4.2).
        peer.clearAtNanos = nowNanos + delays.clearNodeNanos();
    }

    private void clear(Peer peer) {
        peer.clearAtNanos = NEVER;
        for (Nlri nlri : peer.received.prefixes()) {
            drop(peer, nlri);
        }
        peer.received.clear();
    }

    private void drop(Peer peer, Nlri nlri) {
        if (peer.source != null && locRib.remove(nlri, peer.source)) {
            peer.accepted--;
            enqueue(nlri.prefix());
        }
    }

    // ----- import (RFC 4271 §9.1.1)

    private void learn(Peer peer, Update update) {
        if (update.endOfRibFamily().isPresent()) {
            if (profile.waitsForPeerFeed() && peer.feedAtNanos != NEVER) {
                peer.feedAtNanos = nowNanos;
            }
            return;
        }
        if (!profile.learns()) {
            return;
        }
        for (Nlri nlri : update.withdrawals()) {
            if (peer.received.remove(nlri)) {
                drop(peer, nlri);
            }
        }
        for (Update.Routes routes : update.announcements()) {
            if (peer.negotiated != null && peer.negotiated.families().contains(routes.family())) {
                PathAttributes shared = interner.intern(routes.attributes());
                routes.prefixes().forEach(nlri -> learn(peer, nlri, shared));
            }
        }
    }

    private void learn(Peer peer, Nlri nlri, PathAttributes attributes) {
        RouteSource source = peer.source;
        if (source == null || !peer.received.put(nlri, attributes)) {
            // The same again changes nothing, not even its age (FRR 8.4 bgp_update).
            return;
        }
        Optional<PathAttributes> accepted = isLooped(peer, attributes)
                ? Optional.empty()
                : decide(peer.policies.imports(), PolicyPoint.IN, peer, nlri, attributes);
        if (accepted.isEmpty()) {
            drop(peer, nlri);
            return;
        }
        PathAttributes shared = interner.intern(accepted.get());
        if (locRib.put(new Path(nlri, source, shared, 0, metric(shared), false, nowNanos))) {
            peer.accepted++;
        }
        enqueue(nlri.prefix());
    }

    /** Routes that have been here before: our AS in the path, or a reflected route of our own (RFC 4456 §8). */
    private boolean isLooped(Peer peer, PathAttributes attributes) {
        AsPath path = attributes.asPath();
        boolean ownAs = path.contains(config.localAs())
                || (peer.config.type() != PeerType.INTERNAL && path.contains(peer.config.localAs()));
        return ownAs
                || attributes.originatorId().equals(Optional.of(config.routerId()))
                || attributes.clusterList().contains(config.routerId());
    }

    private long metric(PathAttributes attributes) {
        return attributes.nextHop().map(config.nextHops()::igpMetric).orElse(0L);
    }

    private RouteSource local(RouteSource.Kind kind) {
        return RouteSource.local(kind, config.localAs(), config.routerId());
    }

    // ----- decision (RFC 4271 §9.1.2)

    /** The hold starts at the first prefix and is not restarted by further ones (facts/frr.md point 4). */
    private void enqueue(IpPrefix prefix) {
        workQueue.add(prefix);
        if (workAtNanos == NEVER) {
            workAtNanos = nowNanos + delays.workQueueNanos();
        }
    }

    private void decide() {
        workAtNanos = NEVER;
        RibDelta.Builder builder = new RibDelta.Builder();
        workQueue.forEach(prefix -> locRib.decide(prefix, builder));
        workQueue.clear();
        RibDelta delta = builder.build();
        if (delta.isEmpty()) {
            return;
        }
        outputs.add(new RoutesChanged(delta));
        for (Peer peer : peers.values()) {
            if (peer.fed) {
                delta.changes().forEach(change -> stage(peer, change.prefix(), change.current()));
            }
        }
    }

    // ----- export (RFC 4271 §9.1.3, §9.2)

    private void stage(Peer peer, IpPrefix prefix, Optional<Selection> selection) {
        Nlri nlri = Nlri.of(prefix);
        Optional<PathAttributes> wanted = selection.flatMap(chosen -> export(peer, nlri, chosen.best()));
        if (wanted.equals(peer.sent.get(nlri))) {
            peer.pending.remove(nlri);
        } else {
            peer.pending.put(nlri, wanted);
        }
    }

    private Optional<PathAttributes> export(Peer peer, Nlri nlri, Path path) {
        boolean spoken =
                peer.negotiated != null && peer.negotiated.families().contains(AddressFamily.of(nlri.prefix()));
        ExportRules rules = new ExportRules(peer.config, config.decision().defaultLocalPreference());
        return peer.localAddress()
                .filter(address -> spoken)
                .flatMap(address -> rules.apply(path, address))
                .flatMap(attributes -> decide(peer.policies.exports(), PolicyPoint.OUT, peer, nlri, attributes))
                .map(interner::intern);
    }

    private Optional<PathAttributes> decide(
            RoutePolicy policy, PolicyPoint point, Peer peer, Nlri nlri, PathAttributes attributes) {
        PolicyContext context = PolicyContext.of(
                point,
                peer.id(),
                peer.localAddress().orElse(null),
                peer.config.type(),
                peer.config.localAs(),
                config.localAs());
        return Optional.ofNullable(policy.apply(PolicyRoute.of(nlri, attributes), context))
                .map(PolicyRoute::attributes);
    }

    private void flush(Peer peer) {
        if (peer.pending.isEmpty() || peer.negotiated == null) {
            return;
        }
        UpdatePacker packer = new UpdatePacker(peer.negotiated.context(), profile.prefixesPerUpdate());
        packer.pack(peer.pending).forEach(update -> transmit(peer, update));
        for (Map.Entry<Nlri, Optional<PathAttributes>> change : peer.pending.entrySet()) {
            change.getValue()
                    .ifPresentOrElse(
                            attributes -> peer.sent.put(change.getKey(), attributes),
                            () -> peer.sent.remove(change.getKey()));
        }
        peer.pending.clear();
    }

    private void feed(Peer peer) {
        peer.feedAtNanos = NEVER;
        peer.fed = true;
        feedAll(peer);
        boolean graceful = peer.negotiated != null && peer.negotiated.remoteGraceful();
        boolean marks = profile.endOfRib() == RouteProfile.EndOfRib.EVERYBODY
                || (profile.endOfRib() == RouteProfile.EndOfRib.GRACEFUL_PEERS && graceful);
        peer.endOfRibAtNanos = marks ? nowNanos + profile.endOfRibDelayNanos() : NEVER;
    }

    private void feedAll(Peer peer) {
        locRib.selections().forEach(selection -> stage(peer, selection.prefix(), Optional.of(selection)));
        flush(peer);
    }

    private void endRib(Peer peer) {
        peer.endOfRibAtNanos = NEVER;
        if (peer.negotiated != null) {
            peer.negotiated.families().forEach(family -> transmit(peer, Update.endOfRib(family)));
        }
    }

    /** RFC 2918 §4, with RFC 7313's begin and end around it where both sides know them. */
    private void refresh(Peer peer, RouteRefresh refresh) {
        boolean asked = refresh.subtype() == RouteRefresh.REQUEST;
        if (!asked || !peer.fed || peer.negotiated == null) {
            return;
        }
        boolean enhanced = isEnhanced(peer.negotiated);
        peer.sent.prefixes().stream()
                .filter(nlri -> AddressFamily.of(nlri.prefix()).equals(refresh.family()))
                .forEach(peer.sent::remove);
        if (enhanced) {
            transmit(peer, refreshMark(refresh.family(), RouteRefresh.BEGIN));
        }
        feedAll(peer);
        if (enhanced) {
            transmit(peer, refreshMark(refresh.family(), RouteRefresh.END));
        }
    }

    private static RouteRefresh refreshMark(AddressFamily family, int subtype) {
        return new RouteRefresh(family, subtype, io.sextant.protocol.bgp.message.Octets.EMPTY);
    }

    private static boolean isEnhanced(Negotiated negotiated) {
        return negotiated
                        .local()
                        .capability(Capability.EnhancedRouteRefresh.class)
                        .isPresent()
                && negotiated
                        .remote()
                        .capability(Capability.EnhancedRouteRefresh.class)
                        .isPresent();
    }

    private void transmit(Peer peer, BgpMessage message) {
        input(peer, new Input.Transmit(message));
    }

    // ----- bookkeeping

    private void begin(long nowNanos) {
        this.nowNanos = nowNanos;
        outputs = new ArrayList<>();
    }

    /** Does what is due now: everything at once in a speaker without delays. */
    private List<SpeakerOutput> finish() {
        for (Peer peer : peers.values()) {
            if (peer.clearAtNanos <= nowNanos) {
                clear(peer);
            }
        }
        if (workAtNanos <= nowNanos) {
            decide();
        }
        for (Peer peer : peers.values()) {
            if (peer.feedAtNanos <= nowNanos) {
                feed(peer);
            }
            flush(peer);
            if (peer.endOfRibAtNanos <= nowNanos) {
                endRib(peer);
            }
        }
        return outputs;
    }

    /**
     * FRR 8.4 {@code peer_create}: the coalesce time is set anew whenever a peer structure is made, and an accepted
     * connection has one of its own until it is up.
     */
    private void reckonCoalescing() {
        long calls = peers.values().stream()
                .filter(peer -> peer.session.hasUnsettledCall())
                .count();
        coalesceNanos = delays.coalesceNanos(peers.size() + (int) calls);
    }

    private Peer known(PeerId id) {
        Peer peer = peers.get(id);
        if (peer == null) {
            throw new IllegalArgumentException("no peer " + id);
        }
        return peer;
    }
}
