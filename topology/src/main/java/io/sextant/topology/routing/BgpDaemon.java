package io.sextant.topology.routing;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.profile.OpenFacts;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.ClearKind;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.protocol.bgp.speaker.SpeakerOutput;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A BGP speaker as a program on a host: drives one {@link BgpSpeaker} over the host's TCP sockets. It listens and dials as
 * its profile does, keeps exactly one alarm, and hands the Loc-RIB's changes to whoever carries them to the kernel. The
 * program can be started, stopped in an orderly way, killed, and started again with empty tables.
 */
public final class BgpDaemon {

    /** RFC 4271 §8.2.1. */
    public static final int PORT = 179;

    /** Tells a speaker of a peer. */
    private interface Adding {
        void to(BgpSpeaker speaker, RandomGenerator random);
    }

    private record PeerSpec(PeerConfig config, Adding adding) {}

    private final Host host;
    private SpeakerConfig config;
    private final RibConsumer consumer;
    private final Map<PeerId, PeerSpec> peers = new LinkedHashMap<>();
    private final BgpSockets sockets;
    private final BgpOutputs outputs;
    private final OneAtATime steps = new OneAtATime();
    private final List<BgpListener> listeners = new ArrayList<>();
    private final Alarm alarm;
    private @Nullable BgpSpeaker speaker;

    public BgpDaemon(Host host, SpeakerConfig config, RibConsumer consumer) {
        this.host = host;
        this.config = config;
        this.consumer = consumer;
        this.sockets = new BgpSockets(host, config.profile(), new Owner());
        this.outputs = new BgpOutputs(sockets, new Told());
        this.alarm = new Alarm(host.network().scheduler(), "bgp deadline " + host.name(), this::onDeadline);
    }

    public Host host() {
        return host;
    }

    public SpeakerConfig config() {
        return config;
    }

    public void addListener(BgpListener added) {
        listeners.add(added);
    }

    /** Configures a peer; also while the daemon runs, and then it comes up at once. */
    public void addPeer(PeerConfig peer, Policies policies) {
        add(new PeerSpec(peer, (to, random) -> to.addPeer(peer, policies, random)));
    }

    /** As above, with all that can be said of a peer. */
    public void addPeer(PeerSetup setup) {
        add(new PeerSpec(setup.session(), (to, random) -> to.addPeer(setup, random)));
    }

    private void add(PeerSpec spec) {
        PeerId id = spec.config().id();
        if (peers.putIfAbsent(id, spec) != null) {
            throw new IllegalArgumentException("peer " + id + " is configured already");
        }
        BgpSpeaker running = speaker;
        if (running != null) {
            addTo(running, spec);
            input(id, new Input.Start());
        }
    }

    /** Gives a peer another configuration, also while the daemon runs; what cannot change under a session ends it. */
    public void updatePeer(PeerSetup setup) {
        PeerSpec spec = new PeerSpec(setup.session(), (to, random) -> to.addPeer(setup, random));
        if (peers.replace(setup.id(), spec) == null) {
            throw new IllegalArgumentException("peer " + setup.id() + " is not configured");
        }
        if (speaker != null) {
            sockets.protect(setup.session());
            run(running -> running.updatePeer(now(), setup));
        }
    }

    /** {@code clear bgp …} for the peers that match, and these families of theirs. */
    public void clear(Predicate<PeerConfig> which, ClearKind kind, Predicate<AddressFamily> families) {
        run(running -> running.clear(now(), which, kind, families));
    }

    /** Takes a peer out of the configuration; its session ends with the words the profile has for that. */
    public void removePeer(PeerId peer) {
        if (peers.remove(peer) == null) {
            return;
        }
        run(running -> running.removePeer(now(), peer));
        sockets.unprotect(peer);
    }

    /**
     * An interface went down: sessions with neighbours beyond it end at once instead of waiting for their hold timers (FRR
     * 8.4 {@code bgp_ifp_down}, {@code bgp fast-external-failover}).
     */
    public void interfaceDown(NetworkInterface device) {
        if (!config.has(SpeakerOption.FAST_EXTERNAL_FAILOVER)) {
            return;
        }
        sockets.peersOver(device).stream()
                .filter(this::isNear)
                .forEach(peer -> stopSession(peer, StopReason.INTERFACE_DOWN, ""));
    }

    private boolean isNear(PeerId peer) {
        PeerSpec spec = peers.get(peer);
        return spec != null
                && (spec.config().ttl() == 1 || spec.config().transport().ttlSecurityHops() == 1);
    }

    /** The interface under the session with a neighbour that is on its network (FRR 8.4 {@code bgp_nexthop_set}). */
    Optional<NetworkInterface> deviceTowards(PeerId peer) {
        IpAddress remote = peer.address();
        return host.interfaces().stream()
                .filter(device -> remote.version() == IpVersion.IPV4
                        ? device.addresses().stream()
                                .anyMatch(each -> each.subnet().contains(remote))
                        : device.ipv6Addresses().stream()
                                .anyMatch(each -> each.subnet().contains(remote)))
                .findFirst();
    }

    /** Configured peers in the order of configuration. */
    public List<PeerConfig> peers() {
        return peers.values().stream().map(PeerSpec::config).toList();
    }

    public boolean isRunning() {
        return speaker != null;
    }

    /** Whether it told the table behind it to keep its routes while it restarts (FRR 8.4 {@code ZEBRA_CLIENT_GR_CAPABILITIES}). */
    boolean restartsGracefully() {
        return peers.values().stream()
                .anyMatch(spec -> spec.config().graceful().mode() == OpenFacts.GracefulMode.RESTARTER);
    }

    /** The machine, while the program runs: tables and sessions to read. */
    public Optional<BgpSpeaker> speaker() {
        return Optional.ofNullable(speaker);
    }

    /** Starts the program with empty tables; harmless when it runs. */
    public void start() {
        if (speaker != null || !host.isPowered()) {
            return;
        }
        long now = now();
        BgpSpeaker fresh = new BgpSpeaker(config, now);
        speaker = fresh;
        peers.values().forEach(spec -> addTo(fresh, spec));
        sockets.open();
        sockets.protect(config.listenRanges());
        host.network().trace().text("bgp started " + host.name());
        run(() -> fresh.start(now()));
        consumer.onDaemonStarted(this);
    }

    /** The program ends in an orderly way (SIGTERM), with the words its profile has for it. */
    public void stop() {
        end(StopReason.TERMINATED);
    }

    /** The program dies (SIGKILL): it says nothing, and the kernel closes its connections. */
    public void kill() {
        end(StopReason.KILLED);
    }

    /** The host has lost power: nothing is said or closed. */
    public void vanish() {
        speaker = null;
        sockets.forget();
        steps.clear();
        alarm.clear();
    }

    /** Announces a prefix with the profile's attributes; ignored while the program does not run. */
    public void originate(IpPrefix prefix) {
        run(running -> running.originate(now(), prefix));
    }

    /** Announces a prefix with attributes of its own. */
    public void originate(IpPrefix prefix, PathAttributes attributes) {
        run(running -> running.originate(now(), prefix, attributes, RouteSource.Kind.NETWORK));
    }

    /** Takes back what {@link #originate} announced. */
    public void withdraw(IpPrefix prefix) {
        run(running -> running.withdraw(now(), prefix));
    }

    /** Ends one session for a reason; whether it comes back is the reason's. */
    public void stopSession(PeerId peer, StopReason reason, String message) {
        input(peer, Input.Stop.saying(reason, message));
    }

    /** Lets a session come up that was shut down. */
    public void startSession(PeerId peer) {
        input(peer, new Input.Start());
    }

    /** The table behind the speaker has a route that {@code redistribute} may take. */
    public void offer(ExternalRoute route) {
        run(running -> running.offer(now(), route));
    }

    /** The table behind the speaker has a route no more. */
    public void retract(RouteKind kind, IpPrefix prefix) {
        run(running -> running.retract(now(), kind, prefix));
    }

    /** The program is given another configuration while it runs, or for its next start. */
    public void reconfigure(SpeakerConfig changed) {
        boolean again = config.ranksUnlike(changed);
        config = changed;
        if (speaker != null) {
            sockets.protect(changed.listenRanges());
        }
        run(running -> running.reconfigure(now(), changed));
        if (again) {
            run(running -> {
                consumer.onRoutesAgain(this, running.locRib().selections());
                return List.of();
            });
        }
    }

    /**
     * Whether next hops that an external peer names need not be on a connected network (FRR 8.4 {@code
     * bgp_zebra_announce}: more than one hop, or told not to check).
     */
    boolean reachesBeyondLink(RouteSource source) {
        PeerSpec spec = source.peer().map(peers::get).orElse(null);
        return spec != null && (spec.config().ttl() != 1 || spec.config().has(PeerOption.DISABLE_CONNECTED_CHECK));
    }

    /** BGP's own route to a prefix was written or taken back, which a {@code network} under {@code import-check} hears of. */
    public void routeWritten(IpPrefix prefix) {
        boolean watched = config.has(SpeakerOption.NETWORK_IMPORT_CHECK)
                && config.family(AddressFamily.of(prefix)).networks().stream()
                        .anyMatch(network -> network.prefix().equals(prefix));
        if (watched) {
            run(running -> running.routeWritten(now(), prefix));
        }
    }

    /** The table behind the speaker changed: next hops are looked up again. */
    public void nextHopsChanged() {
        run(running -> running.nextHopsChanged(now()));
    }

    private void addTo(BgpSpeaker running, PeerSpec spec) {
        PeerConfig peer = spec.config();
        sockets.protect(peer);
        spec.adding().to(running, random(peer.id()));
    }

    private void end(StopReason reason) {
        if (speaker == null) {
            return;
        }
        run(running -> running.stop(now(), reason));
        // Whatever the words were, the kernel closes what the program left open.
        sockets.closeAll();
        peers.keySet().forEach(sockets::unprotect);
        sockets.protect(List.of());
        speaker = null;
        alarm.clear();
        host.network().trace().text("bgp ended " + host.name());
        consumer.onDaemonGone(this, reason != StopReason.KILLED);
    }

    // ----- inputs

    private interface Step {
        List<SpeakerOutput> on(BgpSpeaker running);
    }

    private interface FreshStep {
        List<SpeakerOutput> outputs();
    }

    private void run(FreshStep step) {
        run(running -> step.outputs());
    }

    private void run(Step step) {
        boolean still = steps.run(() -> {
            BgpSpeaker running = speaker;
            if (running != null) {
                outputs.carryOut(step.on(running));
            }
        });
        BgpSpeaker running = speaker;
        if (still && running != null) {
            alarm.set(running.deadlineNanos());
        }
    }

    private void input(PeerId peer, Input input) {
        run(running -> running.handle(now(), peer, input));
    }

    private void onDeadline() {
        run(running -> running.onDeadline(now()));
    }

    /** The sockets' view of the program. */
    private final class Owner implements BgpSockets.Owner {

        @Override
        public Optional<PeerConfig> configured(PeerId peer) {
            return Optional.ofNullable(peers.get(peer)).map(PeerSpec::config);
        }

        @Override
        public boolean answers(PeerId caller) {
            BgpSpeaker running = speaker;
            return peers.containsKey(caller)
                    || (running != null
                            && running.answer(now(), caller.address(), random(caller))
                                    .isPresent());
        }

        @Override
        public void input(PeerId peer, Input input) {
            BgpDaemon.this.input(peer, input);
        }
    }

    private RandomGenerator random(PeerId peer) {
        return host.network().random("bgp " + host.name() + " " + peer);
    }

    /** Where what the speaker tells of routes and sessions goes. */
    private final class Told implements BgpOutputs.Audience {

        @Override
        public void onRoutes(RibDelta delta) {
            listeners.forEach(each -> each.onRoutes(now(), BgpDaemon.this, delta));
            consumer.onRoutes(BgpDaemon.this, delta);
        }

        @Override
        public void onRouteUpdate(AddressFamily family, boolean complete) {
            consumer.onRouteUpdate(BgpDaemon.this, family, complete);
        }

        @Override
        public void onSession(PeerId peer, Output.StateChanged changed) {
            host.network()
                    .trace()
                    .text("session " + host.name() + " " + peer + " " + changed.to() + " " + changed.reason());
            listeners.forEach(each ->
                    each.onSession(now(), BgpDaemon.this, peer, changed.from(), changed.to(), changed.reason()));
        }

        @Override
        public void onSessionDown(PeerId peer, LastReset reset) {
            listeners.forEach(each -> each.onSessionDown(now(), BgpDaemon.this, peer, reset));
        }
    }

    private long now() {
        return host.network().nowNanos();
    }
}
