package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.LocRib;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A BGP instance: sessions and tables as one pure machine. Inputs go to a peer's session; what it hears goes through import
 * into the table's candidates and into a work queue; when that has waited as long as the profile's program lets it, the
 * decision runs, {@link RoutesChanged} goes out, and so do UPDATEs to the peers that have had their first feed.
 *
 * <p>Feed {@link #handle}, do what the outputs say in their order, and call {@link #onDeadline} no later than
 * {@link #deadlineNanos}; coming early is harmless. Time must not run backwards. Everything configured may change while it
 * runs: {@link #reconfigure}, {@link #updatePeer}.
 */
public final class BgpSpeaker {

    /** A time that never comes. */
    public static final long NEVER = BgpSession.NEVER;

    private final Instance instance;
    private final long createdNanos;
    private final UpdateGroups groups;
    private final SelectionDeferral deferral;
    private final DecisionQueue queue;
    private final Aggregation aggregation;
    private final PathCosts costs;
    private final Origination origination;
    private final Sessions sessions;
    private final Reconfiguration changes;
    private final PeerViews views;
    private final DynamicPeers dynamic;

    /**
     * @param createdNanos when the program started, from which FRR reckons its restart bit
     */
    public BgpSpeaker(SpeakerConfig config, long createdNanos) {
        this.createdNanos = createdNanos;
        this.instance = new Instance(config);
        this.groups = new UpdateGroups(instance, this::transmit);
        this.deferral = new SelectionDeferral(instance);
        this.queue = new DecisionQueue(instance, groups, deferral);
        this.aggregation = new Aggregation(instance, queue);
        this.costs = new PathCosts(instance, queue, aggregation);
        Importer importer = new Importer(instance, queue, aggregation, costs);
        this.origination = new Origination(instance, queue, aggregation);
        this.sessions = new Sessions(instance, importer, groups, deferral, queue);
        this.changes = new Reconfiguration(instance, groups, queue, aggregation, origination, sessions);
        this.views = new PeerViews(instance, groups);
        this.dynamic = new DynamicPeers(instance);
    }

    private void transmit(Peer peer, BgpMessage message) {
        sessions.transmit(peer, message);
    }

    // ----- peers

    /**
     * Configures a peer with one policy in each direction; its session stays idle until {@code Start}.
     *
     * @param random a stream of the peer's own
     */
    public void addPeer(PeerConfig peer, Policies policies, RandomGenerator random) {
        PeerFamily family = PeerFamily.DEFAULT;
        if (policies.imports() != RoutePolicy.PERMIT) {
            family = family.withPolicy(PolicyPlace.ROUTE_MAP_IN, NamedPolicy.of("import", policies.imports()));
        }
        if (policies.exports() != RoutePolicy.PERMIT) {
            family = family.withPolicy(PolicyPlace.ROUTE_MAP_OUT, NamedPolicy.of("export", policies.exports()));
        }
        addPeer(PeerSetup.of(peer, family), random);
    }

    /**
     * Configures a peer; its session stays idle until {@code Start}.
     *
     * @param random a stream of the peer's own
     */
    public void addPeer(PeerSetup setup, RandomGenerator random) {
        if (instance.peers.containsKey(setup.id())) {
            throw new IllegalArgumentException("peer " + setup.id() + " is configured already");
        }
        BgpSession session = new BgpSession(setup.session(), random, createdNanos);
        instance.peers.put(setup.id(), new Peer(setup, session, Math.max(createdNanos, instance.nowNanos)));
        sessions.reckonCoalescing();
    }

    /** Takes a peer out of the configuration, its session and its routes with it. */
    public List<SpeakerOutput> removePeer(long nowNanos, PeerId id) {
        begin(nowNanos);
        remove(known(id));
        return finish();
    }

    private void remove(Peer peer) {
        sessions.input(peer, Input.Stop.because(StopReason.DECONFIGURED));
        sessions.clear(peer);
        instance.peers.remove(peer.id());
    }

    /**
     * Gives a peer another configuration. What cannot change under a session ends it, with the words the program has for
     * it; what concerns routes takes effect at once.
     */
    public List<SpeakerOutput> updatePeer(long nowNanos, PeerSetup setup) {
        begin(nowNanos);
        changes.update(known(setup.id()), setup);
        return finish();
    }

    /**
     * A call from an address that is not configured, while the speaker listens for a range it lies in ({@code bgp listen
     * range}): makes the peer, which is to be given its {@code Connected} next, or nothing.
     *
     * @param random a stream of the peer's own
     */
    public Optional<PeerId> answer(long nowNanos, IpAddress caller, RandomGenerator random) {
        PeerId id = new PeerId(caller);
        if (instance.peers.containsKey(id)) {
            return Optional.of(id);
        }
        Optional<PeerSetup> made = dynamic.setupFor(caller);
        made.ifPresent(setup -> {
            instance.nowNanos = nowNanos;
            addPeer(setup, random);
            sessions.start(known(id));
        });
        return made.map(PeerSetup::id);
    }

    /** Lets every configured session come up, those that are shut aside. */
    public List<SpeakerOutput> start(long nowNanos) {
        begin(nowNanos);
        if (!instance.config.has(SpeakerOption.REDISTRIBUTE_BEFORE_NETWORK)) {
            origination.networksAgain();
        }
        aggregation.policiesChanged();
        peers(peer -> true).forEach(sessions::start);
        return finish();
    }

    /** Ends every session, with the words the profile's program has for the reason. */
    public List<SpeakerOutput> stop(long nowNanos, StopReason reason) {
        begin(nowNanos);
        peers(peer -> true).forEach(peer -> sessions.input(peer, Input.Stop.because(reason)));
        return finish();
    }

    /** Gives an input to a peer's session. */
    public List<SpeakerOutput> handle(long nowNanos, PeerId id, Input input) {
        begin(nowNanos);
        Peer peer = known(id);
        peer.called |= input instanceof Input.Connected;
        sessions.input(peer, input);
        if (input instanceof Input.Connected) {
            sessions.reckonCoalescing();
        }
        return finish();
    }

    /**
     * {@code clear bgp …} for the peers that match.
     *
     * @param families whose routes are looked at or sent anew; a session ends with all of them
     */
    public List<SpeakerOutput> clear(
            long nowNanos, Predicate<PeerConfig> which, ClearKind kind, Predicate<AddressFamily> families) {
        begin(nowNanos);
        for (Peer peer : peers(peer -> which.test(peer.config()))) {
            changes.clear(peer, kind, families);
        }
        return finish();
    }

    // ----- routes of our own

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
        origination.announce(kind, prefix, attributes, Path.LOCAL_WEIGHT, 0);
        return finish();
    }

    /** Takes back what {@link #originate(long, IpPrefix)} announced; harmless when it was not announced. */
    public List<SpeakerOutput> withdraw(long nowNanos, IpPrefix prefix) {
        return withdraw(nowNanos, prefix, RouteSource.Kind.NETWORK);
    }

    /** Takes back an announcement of that kind. */
    public List<SpeakerOutput> withdraw(long nowNanos, IpPrefix prefix, RouteSource.Kind kind) {
        begin(nowNanos);
        origination.withdraw(kind, prefix);
        return finish();
    }

    /** The table behind the speaker has a route that {@code redistribute} may ask for. */
    public List<SpeakerOutput> offer(long nowNanos, ExternalRoute route) {
        begin(nowNanos);
        origination.offer(route);
        return finish();
    }

    /** It has that route no longer. */
    public List<SpeakerOutput> retract(long nowNanos, RouteKind kind, IpPrefix prefix) {
        begin(nowNanos);
        origination.retract(kind, prefix);
        return finish();
    }

    /** What the profile's program says of routes it originates. */
    public PathAttributes defaultAttributes() {
        return PathAttributes.builder()
                .origin(instance.profile.origin())
                .med(instance.profile.med())
                .localPreference(instance.profile.localPreference())
                .build();
    }

    // ----- the world around

    /** Gives the instance another configuration; its AS and its profile stay. */
    public List<SpeakerOutput> reconfigure(long nowNanos, SpeakerConfig config) {
        begin(nowNanos);
        changes.reconfigure(config);
        return finish();
    }

    /** The routing table behind the speaker changed: every next hop and every {@code network} is looked up again. */
    public List<SpeakerOutput> nextHopsChanged(long nowNanos) {
        begin(nowNanos);
        costs.nextHopsChanged(instance.nextHops.refresh());
        origination.networksAgain();
        return finish();
    }

    /**
     * BGP's own route to a prefix that a {@code network} under {@code import-check} watches was written or taken back: it
     * hears of that too, and the decision runs again (FRR 8.4 {@code bgp_process_nexthop_update}, {@code evaluate_paths}).
     */
    public List<SpeakerOutput> routeWritten(long nowNanos, IpPrefix prefix) {
        begin(nowNanos);
        origination.lookAgain(prefix);
        return finish();
    }

    /** Some addresses are reached differently. */
    public List<SpeakerOutput> nextHopsChanged(long nowNanos, List<IpAddress> addresses) {
        begin(nowNanos);
        costs.nextHopsChanged(instance.nextHops.refresh(addresses));
        return finish();
    }

    /** Fires what is due. */
    public List<SpeakerOutput> onDeadline(long nowNanos) {
        begin(nowNanos);
        for (Peer peer : peers(peer -> peer.session.deadlineNanos() <= nowNanos)) {
            sessions.input(peer, new Input.Deadline());
        }
        return finish();
    }

    /** When {@link #onDeadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        long deadline = Math.min(
                Math.min(queue.dueNanos(), deferral.deadlineNanos()),
                Math.min(groups.deadlineNanos(), changes.deadlineNanos()));
        for (Peer peer : instance.allPeers()) {
            deadline = Math.min(deadline, peer.deadlineNanos());
        }
        return deadline;
    }

    // ----- views

    /** The table of decisions; to be read, not changed. */
    public LocRib locRib() {
        return instance.rib;
    }

    public SpeakerConfig config() {
        return instance.config;
    }

    /** All peers by address. */
    public List<PeerView> peers() {
        return instance.peers.values().stream().map(views::of).toList();
    }

    public Optional<PeerView> peer(PeerId id) {
        return Optional.ofNullable(instance.peers.get(id)).map(views::of);
    }

    /** Peers that are sent the same, by number. */
    public List<UpdateGroupView> updateGroups() {
        return groups.views(sessions.coalesceNanos());
    }

    /** Next hops in use, as {@code show bgp nexthop} lists them. */
    public List<IpAddress> nextHops() {
        return instance.nextHops.addresses().stream().sorted().toList();
    }

    /** Peers that were told of a prefix, by address: {@code advertisedTo}. */
    public List<PeerId> advertisedTo(IpPrefix prefix) {
        return views.advertisedTo(prefix);
    }

    /** Peers that were told of one path of a prefix, by address, where more than the best path may be sent. */
    public List<PeerId> advertisedTo(Path path) {
        return views.advertisedTo(path);
    }

    /** Whether any peer of a family is configured to be sent more than the best path. */
    public boolean sendsSeveralPaths(AddressFamily family) {
        return groups.pathIds.areUsed(family);
    }

    /** A path's identifier towards peers that are sent paths in this way (RFC 7911), or 0. */
    public long sentPathId(Path path, FamilyOption strategy) {
        return groups.pathIds.of(path, strategy);
    }

    // ----- bookkeeping

    private List<Peer> peers(Predicate<Peer> which) {
        return instance.peers.values().stream().filter(which).toList();
    }

    private void begin(long nowNanos) {
        instance.nowNanos = nowNanos;
        instance.calls++;
        instance.outputs = new ArrayList<>();
    }

    /** Does what is due now: everything at once in a speaker without delays. */
    private List<SpeakerOutput> finish() {
        changes.run();
        sessions.clearDue();
        aggregation.run();
        queue.run();
        deferral.run(queue);
        sessions.feedDue();
        dynamic.gone().forEach(this::remove);
        return instance.outputs;
    }

    private Peer known(PeerId id) {
        Peer peer = instance.peers.get(id);
        if (peer == null) {
            throw new IllegalArgumentException("no peer " + id);
        }
        return peer;
    }
}
