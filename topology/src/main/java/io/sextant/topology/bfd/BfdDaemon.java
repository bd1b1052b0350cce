package io.sextant.topology.bfd;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bfd.BfdDiagnostic;
import io.sextant.protocol.bfd.BfdOutput;
import io.sextant.protocol.bfd.BfdPacket;
import io.sextant.protocol.bfd.BfdSession;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.UdpHandler;
import io.sextant.topology.host.UdpSocket;
import io.sextant.topology.host.UdpSocketOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * bfdd: drives BFD sessions over UDP as FRR 8.4 does: control packets with TTL 255 and class CS6 from a source port of the
 * session's own, received on 3784 with TTL 255 only (RFC 5881 §4, §5), or on 4784 over several hops (RFC 5883).
 */
public final class BfdDaemon {

    /** RFC 5881 §4; FRR counts source ports up from here. */
    private static final int FIRST_SOURCE_PORT = 49_152;

    private static final int LAST_PORT = 65_535;
    private static final int TTL = 255;
    private static final int CS6 = 0xC0;

    private final Host host;
    private final Alarm alarm;
    private final List<BfdListener> listeners = new ArrayList<>();
    private final Map<IpAddress, BfdPeer> peers = new TreeMap<>();
    private final Map<IpAddress, Running> running = new TreeMap<>();
    private final List<UdpSocket> listening = new ArrayList<>();
    private boolean isRunning;
    private int nextPort = FIRST_SOURCE_PORT;

    /** A session of the running program, with the socket it sends from. */
    private static final class Running {
        private final BfdPeer peer;
        private final BfdSession session;
        private final UdpSocket socket;

        Running(BfdPeer peer, BfdSession session, UdpSocket socket) {
            this.peer = peer;
            this.session = session;
            this.socket = socket;
        }
    }

    /** What {@code show bfd peers} tells of a session. */
    public record View(BfdPeer peer, BfdSession session) {}

    /** A program that does not run yet, on a host. */
    public BfdDaemon(Host host) {
        this.host = host;
        this.alarm = new Alarm(host.network().scheduler(), "bfd deadline " + host.name(), this::onDeadline);
    }

    public Host host() {
        return host;
    }

    public void addListener(BfdListener listener) {
        listeners.add(listener);
    }

    public boolean isRunning() {
        return isRunning;
    }

    /** What is configured, by address; running or not. */
    public List<BfdPeer> peers() {
        return List.copyOf(peers.values());
    }

    /** Configures a peer, or changes what is configured; comes up at once where the program runs. */
    public void configure(BfdPeer peer) {
        BfdPeer before = peers.put(peer.address(), peer);
        Running known = running.get(peer.address());
        if (known != null && before != null && sameWay(before, peer)) {
            running.put(peer.address(), new Running(peer, known.session, known.socket));
            carryOut(peer.address(), known.session.configure(now(), peer.config()));
            reset();
        } else if (isRunning) {
            end(peer.address());
            begin(peer);
            reset();
        }
    }

    /** Takes a peer out; one that another daemon had asked for says that it is down, others end without a word. */
    public void remove(IpAddress address) {
        BfdPeer known = peers.remove(address);
        if (known != null && known.asked()) {
            sayDown(known);
        }
        end(address);
        reset();
    }

    /** Starts the program; harmless when it runs or the host has no power. */
    public void start() {
        if (isRunning || !host.isPowered()) {
            return;
        }
        isRunning = true;
        host.network().trace().text("bfd started " + host.name());
        UdpSocketOptions single = new UdpSocketOptions(TTL, CS6, TTL);
        UdpSocketOptions multi = new UdpSocketOptions(TTL, CS6, 0);
        for (IpAddress any : List.of(Ipv4Address.ANY, Ipv6Address.ANY)) {
            listening.add(host.udp().bind(any, BfdPacket.SINGLE_HOP_PORT, single, new Receiver(false)));
            listening.add(host.udp().bind(any, BfdPacket.MULTIHOP_PORT, multi, new Receiver(true)));
        }
        peers.values().forEach(this::begin);
        reset();
    }

    /**
     * The program ends in an orderly way (SIGTERM): sessions that another daemon asked for say so, its own end without a
     * word (FRR 8.4 {@code pc_free_all}; measured).
     */
    public void stop() {
        if (isRunning) {
            asked().forEach(this::sayDown);
            kill();
        }
    }

    /** The program dies (SIGKILL) and says nothing; peers find out by their detection timers. */
    public void kill() {
        if (!isRunning) {
            return;
        }
        List.copyOf(running.keySet()).forEach(this::end);
        listening.forEach(UdpSocket::close);
        vanish();
        host.network().trace().text("bfd ended " + host.name());
    }

    /**
     * The daemon that asked for sessions is gone: each says that it is down, and ends unless it is configured here too (FRR
     * 8.4 {@code bfdd_client_deregister}, {@code _ptm_bfd_session_del}).
     */
    public void clientGone() {
        for (BfdPeer peer : asked()) {
            sayDown(peer);
            if (!peer.configured()) {
                end(peer.address());
            }
        }
        reset();
    }

    /** It is there again, and asks for its sessions (FRR 8.4 {@code zclient_bfd_session_replay}). */
    public void clientBack() {
        if (isRunning) {
            peers.values().stream()
                    .filter(peer -> !running.containsKey(peer.address()))
                    .forEach(this::begin);
            reset();
        }
    }

    private List<BfdPeer> asked() {
        return running.values().stream()
                .map(each -> each.peer)
                .filter(BfdPeer::asked)
                .toList();
    }

    private void sayDown(BfdPeer peer) {
        Running known = running.get(peer.address());
        if (known != null) {
            carryOut(peer.address(), known.session.abandon(now()));
        }
    }

    /** The host has lost power: sockets and sessions are gone. */
    public void vanish() {
        running.clear();
        listening.clear();
        isRunning = false;
        alarm.clear();
    }

    /** The sessions of the running program, by peer. */
    public List<View> sessions() {
        return running.values().stream()
                .map(each -> new View(each.peer, each.session))
                .toList();
    }

    /** The session with a peer, where the program runs. */
    public Optional<BfdSession> session(IpAddress peer) {
        return Optional.ofNullable(running.get(peer)).map(each -> each.session);
    }

    private static boolean sameWay(BfdPeer one, BfdPeer other) {
        return one.multihop() == other.multihop() && String.valueOf(one.local()).equals(String.valueOf(other.local()));
    }

    private void begin(BfdPeer peer) {
        RandomGenerator random = host.network().random("bfd " + host.name() + " " + peer.address());
        BfdSession session = new BfdSession(discriminator(random), peer.config(), random);
        UdpSocketOptions options = new UdpSocketOptions(TTL, CS6, TTL);
        IpAddress any = peer.address() instanceof Ipv4Address ? Ipv4Address.ANY : Ipv6Address.ANY;
        IpAddress local = peer.local();
        UdpSocket socket = host.udp().bind(local == null ? any : local, sourcePort(), options, UdpHandler.DEAF);
        running.put(peer.address(), new Running(peer, session, socket));
        carryOut(peer.address(), session.start(now()));
    }

    private void end(IpAddress address) {
        Running known = running.remove(address);
        if (known != null) {
            known.session.vanish();
            known.socket.close();
        }
    }

    /** Unlike every other of this program (RFC 5880 §6.8.1: nonzero and unique); FRR draws it. */
    private long discriminator(RandomGenerator random) {
        while (true) {
            long drawn = random.nextInt() & 0xFFFF_FFFFL;
            boolean taken =
                    drawn == 0 || running.values().stream().anyMatch(each -> each.session.discriminator() == drawn);
            if (!taken) {
                return drawn;
            }
        }
    }

    private int sourcePort() {
        int port = nextPort;
        nextPort = port == LAST_PORT ? FIRST_SOURCE_PORT : port + 1;
        return port;
    }

    // ----- packets

    /** Hears one of the two ports, in both versions of IP. */
    private final class Receiver implements UdpHandler {
        private final boolean multihop;

        Receiver(boolean multihop) {
            this.multihop = multihop;
        }

        @Override
        public void onDatagram(
                UdpSocket socket, int remoteBits, int remotePort, byte[] octets, int offset, int length) {
            receive(new Ipv4Address(remoteBits), multihop, socket.receivedTtl(), octets, offset, length);
        }

        @Override
        public void onDatagram(
                UdpSocket socket, Ipv6Address remote, int remotePort, byte[] octets, int offset, int length) {
            receive(remote, multihop, socket.receivedTtl(), octets, offset, length);
        }
    }

    private void receive(IpAddress remote, boolean multihop, int ttl, byte[] octets, int offset, int length) {
        BfdPacket packet;
        try {
            packet = BfdPacket.decode(new ByteReader(octets, offset, length));
        } catch (MalformedException discarded) {
            host.network().trace().text("bfd discarded " + host.name() + " " + remote + " " + discarded.getMessage());
            return;
        }
        Running found = find(remote, packet);
        if (found != null && found.peer.multihop() == multihop && (!multihop || ttl >= found.peer.minimumTtl())) {
            carryOut(found.peer.address(), found.session.receive(now(), packet));
            reset();
        }
    }

    /** RFC 5880 §6.3: by our discriminator where the peer knows it, by its address before. */
    private @Nullable Running find(IpAddress remote, BfdPacket packet) {
        if (packet.yourDiscriminator() == 0) {
            return running.get(remote);
        }
        for (Running each : running.values()) {
            if (each.session.discriminator() == packet.yourDiscriminator()) {
                return each;
            }
        }
        return null;
    }

    private void carryOut(IpAddress peer, List<BfdOutput> outputs) {
        for (BfdOutput output : outputs) {
            Running known = running.get(peer);
            if (output instanceof BfdOutput.Send send && known != null) {
                int port = known.peer.multihop() ? BfdPacket.MULTIHOP_PORT : BfdPacket.SINGLE_HOP_PORT;
                known.socket.send(peer, port, send.packet().encode());
            } else if (output instanceof BfdOutput.StateChanged changed) {
                tell(peer, changed);
            }
        }
    }

    private void tell(IpAddress peer, BfdOutput.StateChanged changed) {
        BfdDiagnostic why = changed.diagnostic();
        host.network()
                .trace()
                .text("bfd " + host.name() + " " + peer + " " + changed.to().word() + " " + why.words());
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).onBfd(now(), this, peer, changed.from(), changed.to(), why);
        }
    }

    private void onDeadline() {
        for (IpAddress peer : List.copyOf(running.keySet())) {
            Running known = running.get(peer);
            if (known != null && known.session.deadlineNanos() <= now()) {
                carryOut(peer, known.session.onDeadline(now()));
            }
        }
        reset();
    }

    private void reset() {
        long deadline = BfdSession.NEVER;
        for (Running each : running.values()) {
            deadline = Math.min(deadline, each.session.deadlineNanos());
        }
        alarm.set(deadline);
    }

    private long now() {
        return host.network().nowNanos();
    }
}
