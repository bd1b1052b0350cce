package io.sextant.topology.routing;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.ExternalRoute;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.RouteKind;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.CloseReason;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.ClearKind;
import io.sextant.protocol.bgp.speaker.PeerOutput;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.protocol.bgp.speaker.RoutesChanged;
import io.sextant.protocol.bgp.speaker.SpeakerOutput;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.TcpCloseReason;
import io.sextant.topology.host.TcpListener;
import io.sextant.topology.host.TcpProtection;
import io.sextant.topology.host.TcpSocket;
import io.sextant.topology.host.TcpSocketHandler;
import io.sextant.topology.host.TcpSocketOptions;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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

    private record SocketKey(PeerId peer, ConnectionId connection) {}

    private final Host host;
    private SpeakerConfig config;
    private final RibConsumer consumer;
    private final Map<PeerId, PeerSpec> peers = new LinkedHashMap<>();
    private final Map<SocketKey, TcpSocket> sockets = new LinkedHashMap<>();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final List<BgpListener> listeners = new ArrayList<>();
    private final Alarm alarm;
    private @Nullable BgpSpeaker speaker;
    private final List<TcpListener> listening = new ArrayList<>();
    private long lastIncoming;
    private boolean busy;

    /** Takes the Loc-RIB's changes, and hears when the daemon is gone. */
    public interface RibConsumer {

        /** For speakers whose routes nobody installs. */
        RibConsumer NONE = new RibConsumer() {
            @Override
            public void onRoutes(BgpDaemon from, RibDelta delta) {}

            @Override
            public void onDaemonGone() {}
        };

        /** The daemon has started with empty tables, and can be offered routes. */
        default void onDaemonStarted(BgpDaemon from) {}

        void onRoutes(BgpDaemon from, RibDelta delta);

        /** The daemon's connection to the consumer is gone; what it installed is void. */
        void onDaemonGone();
    }

    public BgpDaemon(Host host, SpeakerConfig config, RibConsumer consumer) {
        this.host = host;
        this.config = config;
        this.consumer = consumer;
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
            host.tcp().protect(setup.id().address(), PORT, SocketHabits.protection(setup.session()));
            run(running -> running.updatePeer(now(), setup));
        }
    }

    /** {@code clear bgp …} for the peers that match. */
    public void clear(Predicate<PeerConfig> which, ClearKind kind) {
        run(running -> running.clear(now(), which, kind));
    }

    /** Takes a peer out of the configuration; its session ends with the words the profile has for that. */
    public void removePeer(PeerId peer) {
        if (peers.remove(peer) == null) {
            return;
        }
        run(running -> running.removePeer(now(), peer));
        host.tcp().protect(peer.address(), PORT, TcpProtection.NONE);
    }

    /**
     * An interface went down: sessions with neighbours beyond it end at once instead of waiting for their hold timers (FRR
     * 8.4 {@code bgp_ifp_down}, {@code bgp fast-external-failover}).
     */
    public void interfaceDown(NetworkInterface device) {
        if (!config.has(SpeakerOption.FAST_EXTERNAL_FAILOVER)) {
            return;
        }
        Set<PeerId> lost = new LinkedHashSet<>();
        sockets.forEach((key, socket) -> {
            PeerSpec spec = peers.get(key.peer());
            boolean near = spec != null
                    && (spec.config().ttl() == 1 || spec.config().transport().ttlSecurityHops() == 1);
            boolean here = addresses(device, socket.localAddress().version())
                    .anyMatch(address -> address.equals(socket.localAddress()));
            if (near && here) {
                lost.add(key.peer());
            }
        });
        lost.forEach(peer -> stopSession(peer, StopReason.INTERFACE_DOWN, ""));
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
        if (config.profile().session().listens()) {
            // FRR 8.4 bgp_socket: a socket for each version of IP.
            for (IpAddress all : List.of(Ipv4Address.ANY, Ipv6Address.ANY)) {
                TcpSocketOptions habits = SocketHabits.of(config.profile(), PeerType.INTERNAL);
                listening.add(host.tcp().listen(all, PORT, habits, this::accept));
            }
        }
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
        listening.clear();
        sockets.clear();
        waiting.clear();
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
        config = changed;
        run(running -> running.reconfigure(now(), changed));
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
        host.tcp().protect(peer.id().address(), PORT, SocketHabits.protection(peer));
        spec.adding().to(running, host.network().random("bgp " + host.name() + " " + peer.id()));
    }

    private void end(StopReason reason) {
        if (speaker == null) {
            return;
        }
        run(running -> running.stop(now(), reason));
        // Whatever the words were, the kernel closes what the program left open.
        List.copyOf(sockets.values()).forEach(TcpSocket::close);
        sockets.clear();
        listening.forEach(TcpListener::close);
        listening.clear();
        peers.keySet().forEach(peer -> host.tcp().protect(peer.address(), PORT, TcpProtection.NONE));
        speaker = null;
        alarm.clear();
        host.network().trace().text("bgp ended " + host.name());
        consumer.onDaemonGone();
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

    /** One input at a time: what comes while outputs are being carried out waits its turn. */
    private void run(Step step) {
        waiting.add(() -> {
            BgpSpeaker running = speaker;
            if (running != null) {
                carryOut(step.on(running));
            }
        });
        if (busy) {
            return;
        }
        busy = true;
        try {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                next.run();
            }
        } finally {
            busy = false;
        }
        BgpSpeaker running = speaker;
        if (running != null) {
            alarm.set(running.deadlineNanos());
        }
    }

    private void input(PeerId peer, Input input) {
        run(running -> running.handle(now(), peer, input));
    }

    private void onDeadline() {
        run(running -> running.onDeadline(now()));
    }

    private void accepted(PeerId peer, ConnectionId id, TcpSocket socket) {
        PeerSpec spec = peers.get(peer);
        if (spec != null) {
            socket.setTtl(SocketHabits.of(config.profile(), spec.config()).ttl());
        }
        sockets.put(new SocketKey(peer, id), socket);
        input(peer, connected(id, socket));
    }

    private TcpSocketHandler accept(TcpSocket socket) {
        PeerId peer = new PeerId(socket.remoteAddress());
        if (!peers.containsKey(peer) && !answers(peer)) {
            // FRR 8.4 accepts and closes at once (facts/frr.md point 19).
            return new Connection(null, ConnectionId.incoming(0));
        }
        return new Connection(peer, ConnectionId.incoming(++lastIncoming));
    }

    /** {@code bgp listen range}: a caller from inside one becomes a peer. */
    private boolean answers(PeerId caller) {
        BgpSpeaker running = speaker;
        return running != null
                && running.answer(now(), caller.address(), host.network().random("bgp " + host.name() + " " + caller))
                        .isPresent();
    }

    // ----- outputs

    private void carryOut(List<SpeakerOutput> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            SpeakerOutput output = outputs.get(i);
            if (output instanceof RoutesChanged changed) {
                listeners.forEach(each -> each.onRoutes(now(), this, changed.delta()));
                consumer.onRoutes(this, changed.delta());
            } else if (output instanceof PeerOutput told) {
                if (told.output() instanceof Output.Send send) {
                    i = send(outputs, i, told.peer(), send.connection());
                } else {
                    carryOut(told.peer(), told.output());
                }
            }
        }
    }

    /** Messages for one connection that follow each other share a segment, as the speakers' output buffers make them. */
    private int send(List<SpeakerOutput> outputs, int from, PeerId peer, ConnectionId connection) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int last = from;
        for (int i = from; i < outputs.size(); i++) {
            if (!(outputs.get(i) instanceof PeerOutput next)
                    || !next.peer().equals(peer)
                    || !(next.output() instanceof Output.Send send)
                    || !send.connection().equals(connection)) {
                break;
            }
            octets.writeBytes(send.octets().toBytes());
            last = i;
        }
        TcpSocket socket = sockets.get(new SocketKey(peer, connection));
        if (socket != null) {
            socket.send(octets.toByteArray());
        }
        return last;
    }

    private void carryOut(PeerId peer, Output output) {
        if (output instanceof Output.Dial dial) {
            dial(peer, dial.connection());
        } else if (output instanceof Output.HangUp hangUp) {
            TcpSocket socket = sockets.remove(new SocketKey(peer, hangUp.connection()));
            if (socket != null) {
                socket.close();
            }
        } else if (output instanceof Output.StateChanged changed) {
            host.network()
                    .trace()
                    .text("session " + host.name() + " " + peer + " " + changed.to() + " " + changed.reason());
            listeners.forEach(
                    each -> each.onSession(now(), this, peer, changed.from(), changed.to(), changed.reason()));
        } else if (output instanceof Output.SessionDown down) {
            listeners.forEach(each -> each.onSessionDown(now(), this, peer, down.reset()));
        }
    }

    private void dial(PeerId peer, ConnectionId id) {
        PeerSpec spec = peers.get(peer);
        IpAddress remote = peer.address();
        IpAddress source = spec == null ? null : source(spec.config(), remote.version());
        if (spec == null || (source != null && source.version() != remote.version())) {
            input(peer, new Input.ConnectFailed(id, "no route to host"));
            return;
        }
        TcpSocketOptions options =
                SocketHabits.of(config.profile(), spec.config()).withLocal(source, 0);
        TcpSocket socket =
                host.tcp().connect(remote, spec.config().transport().port(), options, new Connection(peer, id));
        sockets.put(new SocketKey(peer, id), socket);
    }

    /** {@code update-source}: an address, or the first of an interface; null to go by the route. */
    private @Nullable IpAddress source(PeerConfig peer, IpVersion version) {
        if (peer.transport().sourceAddress() != null) {
            return peer.transport().sourceAddress();
        }
        return host.interfaceNamed(peer.transport().sourceInterface())
                .flatMap(device -> addresses(device, version).findFirst())
                .orElse(null);
    }

    private static Stream<IpAddress> addresses(NetworkInterface device, IpVersion version) {
        return version == IpVersion.IPV4
                ? device.addresses().stream().map(InterfaceAddress::address)
                : device.ipv6Addresses().stream()
                        .map(Ipv6InterfaceAddress::address)
                        .filter(address -> !address.isLinkLocal())
                        .map(address -> address);
    }

    private static Input.Connected connected(ConnectionId id, TcpSocket socket) {
        return new Input.Connected(
                id, socket.localAddress(), socket.localPort(), socket.remoteAddress(), socket.remotePort());
    }

    private long now() {
        return host.network().nowNanos();
    }

    /** One TCP connection of one peer, from the socket's side; without a peer, one to be closed at once. */
    private final class Connection implements TcpSocketHandler {

        private final @Nullable PeerId peer;
        private final ConnectionId id;
        private boolean wasUp;

        Connection(@Nullable PeerId peer, ConnectionId id) {
            this.peer = peer;
            this.id = id;
        }

        @Override
        public void onConnected(TcpSocket socket) {
            wasUp = true;
            PeerId known = peer;
            if (known == null || speaker == null) {
                socket.close();
            } else if (id.outgoing()) {
                input(known, connected(id, socket));
            } else {
                accepted(known, id, socket);
            }
        }

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            PeerId known = peer;
            if (known != null && isCurrent(socket)) {
                input(known, new Input.Received(id, Octets.of(data)));
            }
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {
            PeerId known = peer;
            if (known != null && isCurrent(socket)) {
                sockets.remove(new SocketKey(known, id));
                socket.close();
                input(known, new Input.Disconnected(id, CloseReason.FIN));
            }
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {
            PeerId known = peer;
            if (known == null || !isCurrent(socket)) {
                return;
            }
            sockets.remove(new SocketKey(known, id));
            input(
                    known,
                    wasUp
                            ? new Input.Disconnected(id, reason(why))
                            : new Input.ConnectFailed(id, why.name().toLowerCase(Locale.ROOT)));
        }

        /** Whether the socket is still this daemon's: not hung up, and not a former life's. */
        private boolean isCurrent(TcpSocket socket) {
            PeerId known = peer;
            return known != null && sockets.get(new SocketKey(known, id)) == socket;
        }

        private static CloseReason reason(TcpCloseReason why) {
            return switch (why) {
                case NORMAL -> CloseReason.FIN;
                case RESET, REFUSED -> CloseReason.RST;
                case TIMED_OUT, UNREACHABLE -> CloseReason.TIMED_OUT;
            };
        }
    }
}
