package io.sextant.topology.host;

import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.tcp.TcpProfile;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.tcp.TcpState;
import io.sextant.protocol.wire.WireCheck;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A host's TCP sockets, and what becomes of segments that belong to none. */
public final class TcpLayer {

    private final Host host;
    private final TcpOverIpv6 ipv6;
    private final RandomGenerator random;
    private final InitialNumbers initialNumbers;
    private final TcpGuard guard = new TcpGuard();
    private final ConnectionTable connections = new ConnectionTable();
    private final PortTable<TcpListenerSocket> listenersByPort = new PortTable<>();
    private final List<TcpListenerSocket> listeners = new ArrayList<>();
    private @Nullable TcpConnectionSocket oldest;
    private @Nullable TcpConnectionSocket newest;

    TcpLayer(Host host) {
        this.host = host;
        this.ipv6 = new TcpOverIpv6(host);
        this.random = host.network().random("tcp " + host.name());
        this.initialNumbers = new InitialNumbers(random.nextLong());
    }

    /**
     * Opens a connection; SYN leaves before this returns, callbacks come later. Without a route the handler hears
     * {@link TcpCloseReason#UNREACHABLE}.
     *
     * @throws IllegalStateException when the four numbers are taken, or no ephemeral port is free
     */
    public TcpSocket connect(IpAddress remote, int port, TcpSocketOptions options, TcpSocketHandler handler) {
        IpAddress source = sourceFor(remote, port, options);
        int localPort = options.localPort() != 0
                ? options.localPort()
                : host.ephemeralPorts().choose(candidate -> isFree(source, candidate, remote, port));
        if (localPort == 0 || find(source, localPort, remote, port) != null) {
            throw new IllegalStateException("no free local port on " + host.name() + " towards " + remote + ":" + port
                    + " (" + localPort + ")");
        }
        TcpConnectionSocket socket = new TcpConnectionSocket(
                this, options, source, localPort, remote, port, guard.key(remote, localPort, port), null);
        add(socket);
        if (TcpListenerSocket.isWildcard(source)) {
            socket.unreachable(handler);
        } else {
            socket.connect(handler);
        }
        return socket;
    }

    /** The bound address, or the route's, or that of zeros without a route. */
    private IpAddress sourceFor(IpAddress remote, int port, TcpSocketOptions options) {
        IpAddress bound = options.localAddress();
        if (bound != null) {
            if (bound.version() != remote.version()) {
                throw new IllegalArgumentException("a socket bound to " + bound + " cannot connect to " + remote);
            }
            return bound;
        }
        if (remote instanceof Ipv4Address ipv4) {
            return new Ipv4Address(host.output().sourceFor(ipv4.bits(), IpProtocol.TCP, options.localPort(), port));
        }
        Ipv6Address source = host.ipv6().output().sourceFor(remote.high(), remote.low());
        return source == null ? Ipv6Address.ANY : source;
    }

    /**
     * Listens on one address, on all of IPv4 with null or 0.0.0.0, or on all of IPv6 with :: (IPV6_V6ONLY). TTL and traffic class of the options carry over to what it accepts.
     *
     * @throws IllegalStateException when the port is taken
     */
    public TcpListener listen(@Nullable IpAddress local, int port, TcpSocketOptions options, TcpAcceptor acceptor) {
        IpAddress address = local == null ? Ipv4Address.ANY : local;
        boolean wildcard = TcpListenerSocket.isWildcard(address);
        for (TcpListenerSocket other = listenersByPort.first(port); other != null; ) {
            boolean sameVersion = other.address().version() == address.version();
            if (sameVersion
                    && (wildcard || other.isWildcard() || other.address().equals(address))) {
                throw new IllegalStateException("TCP port " + port + " of " + host.name() + " is taken");
            }
            other = listenersByPort.after(other);
        }
        TcpListenerSocket listener = new TcpListenerSocket(this, address, port, options, acceptor);
        listenersByPort.add(port, listener);
        listeners.add(listener);
        return listener;
    }

    /** As above with default options. */
    public TcpListener listen(@Nullable IpAddress local, int port, TcpAcceptor acceptor) {
        return listen(local, port, TcpSocketOptions.DEFAULT, acceptor);
    }

    /**
     * Asks something of every segment that a peer sends to or from a port. A password holds for connections that begin from
     * now on; those there are keep what they began with.
     */
    public void protect(IpAddress peer, int port, TcpProtection how) {
        guard.protect(peer, port, how);
    }

    /** As above for all peers of a range that are not protected by themselves ({@code TCP_MD5SIG_EXT}). */
    public void protect(IpPrefix peers, int port, TcpProtection how) {
        guard.protect(peers, port, how);
    }

    /** Connections in order of creation, TIME-WAIT included, listeners apart. */
    public List<TcpSocket> sockets() {
        List<TcpSocket> all = new ArrayList<>(connections.size());
        for (TcpConnectionSocket socket = oldest; socket != null; socket = socket.newer) {
            all.add(socket);
        }
        return all;
    }

    /** Listeners in order of creation. */
    public List<TcpListener> listeners() {
        return List.copyOf(listeners);
    }

    /** Everything vanishes without a word, as in a power cut. */
    void clear() {
        for (TcpConnectionSocket socket = oldest; socket != null; socket = socket.newer) {
            socket.vanish();
        }
        oldest = null;
        newest = null;
        connections.clear();
        listenersByPort.clear();
        listeners.clear();
        guard.clear();
    }

    /** Takes over a frame whose IP header at {@code at} was checked. */
    void receive(NetworkInterface in, Frame frame, int at, boolean unicast) {
        byte[] octets = frame.octets();
        int tcp = at + Ipv4.headerLength(octets, at);
        int length = frame.end() - tcp;
        int source = Ipv4.source(octets, at);
        int target = Ipv4.destination(octets, at);
        WireCheck check = Tcp.check(octets, tcp, length, source, target);
        if (check != WireCheck.OK || !unicast) {
            boolean sum = check == WireCheck.BAD_CHECKSUM;
            in.dropReceived(frame, sum ? DropReason.TCP_CHECKSUM : DropReason.TCP_MALFORMED);
            return;
        }
        TcpSegment segment = TcpSegment.read(octets, tcp, length);
        DropReason refusal = guard.isIdle(segment)
                ? null
                : refusal(segment, new Ipv4Address(source), new Ipv4Address(target), Ipv4.ttl(octets, at));
        if (refusal != null) {
            in.dropReceived(frame, refusal);
            return;
        }
        if (demultiplex(segment, 0, IpAddress.mapped(source), 0, IpAddress.mapped(target))) {
            host.network().pool().give(frame);
            return;
        }
        if (!segment.has(TcpFlags.RST)) {
            reset(segment, new Ipv4Address(source), new Ipv4Address(target));
        }
        in.dropReceived(frame, DropReason.NO_SOCKET);
    }

    /** Takes over a frame whose IPv6 header at {@code at} was checked; the segment stands at {@code tcp}. */
    void receiveIpv6(NetworkInterface in, Frame frame, int at, int tcp, boolean unicast) {
        byte[] octets = frame.octets();
        int length = frame.end() - tcp;
        WireCheck check = Tcp.check(octets, tcp, length, Ipv6.addressSum(octets, at));
        if (check != WireCheck.OK || !unicast) {
            boolean sum = check == WireCheck.BAD_CHECKSUM;
            in.dropReceived(frame, sum ? DropReason.TCP_CHECKSUM : DropReason.TCP_MALFORMED);
            return;
        }
        TcpSegment segment = TcpSegment.read(octets, tcp, length);
        long sourceHigh = Ipv6.sourceHigh(octets, at);
        long sourceLow = Ipv6.sourceLow(octets, at);
        long targetHigh = Ipv6.destinationHigh(octets, at);
        long targetLow = Ipv6.destinationLow(octets, at);
        Ipv6Address own = new Ipv6Address(targetHigh, targetLow);
        Ipv6Address peer = new Ipv6Address(sourceHigh, sourceLow);
        DropReason refusal = guard.isIdle(segment) ? null : refusal(segment, peer, own, Ipv6.hopLimit(octets, at));
        if (refusal != null) {
            in.dropReceived(frame, refusal);
            return;
        }
        if (demultiplex(segment, sourceHigh, sourceLow, targetHigh, targetLow)) {
            host.network().pool().give(frame);
            return;
        }
        if (!segment.has(TcpFlags.RST)) {
            TcpSegment answer = resetFor(segment, peer, own);
            if (answer != null) {
                ipv6.reset(in, answer, own, peer);
            }
        }
        in.dropReceived(frame, DropReason.NO_SOCKET);
    }

    /** Linux asks where it has found a socket, other than one in TIME-WAIT ({@code tcp_v4_rcv}). */
    private @Nullable DropReason refusal(TcpSegment segment, IpAddress peer, IpAddress own, int ttl) {
        int port = segment.destinationPort();
        TcpConnectionSocket socket = find(own, port, peer, segment.sourcePort());
        boolean waits = socket != null && socket.state() == TcpState.TIME_WAIT;
        DropReason reason = null;
        if (socket != null && !waits) {
            reason = TcpGuard.refusal(segment, peer, own, socket.key());
        } else if ((socket == null || socket.mayBeReplacedBy(segment))
                && listenerAt(own.high(), own.low(), port) != null) {
            reason = TcpGuard.refusal(segment, peer, own, guard.key(peer, port, segment.sourcePort()));
        }
        return reason != null ? reason : guard.refusalByTtl(segment, peer, ttl);
    }

    private boolean demultiplex(TcpSegment segment, long sourceHigh, long sourceLow, long targetHigh, long targetLow) {
        int port = segment.destinationPort();
        TcpConnectionSocket socket =
                connections.find(targetHigh, targetLow, port, sourceHigh, sourceLow, segment.sourcePort());
        if (socket != null && socket.mayBeReplacedBy(segment)) {
            socket.vanish();
            remove(socket);
            socket = null;
        }
        if (socket != null) {
            socket.onSegment(segment);
            return true;
        }
        TcpListenerSocket listener = listenerAt(targetHigh, targetLow, port);
        boolean opens = (segment.flags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN;
        if (listener == null || !opens) {
            return listener != null && segment.has(TcpFlags.RST);
        }
        if (listener.halfOpenBegins()) {
            TcpConnectionSocket accepted = new TcpConnectionSocket(
                    this,
                    listener.options(),
                    IpAddress.of(targetHigh, targetLow),
                    port,
                    IpAddress.of(sourceHigh, sourceLow),
                    segment.sourcePort(),
                    guard.key(IpAddress.of(sourceHigh, sourceLow), port, segment.sourcePort()),
                    listener);
            add(accepted);
            accepted.accept(listener.acceptor().onAccept(accepted), segment);
        }
        return true;
    }

    void receiveError(IcmpError error) {
        TcpConnectionSocket socket = find(
                error.quotation().source(),
                error.quotation().sourcePort(),
                error.quotation().destination(),
                error.quotation().destinationPort());
        if (socket == null) {
            return;
        }
        if (error.isTooBig()) {
            socket.onFragmentationNeeded(roomForIpv4(error.mtuOctets(), error.version()));
        } else if (error.isUnreachable() || error.isTimeExceeded()) {
            socket.onUnreachable();
        }
    }

    /** A connection's segment leaves. SYN-ACK carries identification 0, as Linux' ip_build_and_send_pkt writes it. */
    void emit(TcpConnectionSocket socket, TcpSegment bare, boolean confirm) {
        TcpSegment segment = TcpGuard.signed(bare, socket.localAddress(), socket.remoteAddress(), socket.key());
        if (socket.remoteAddress() instanceof Ipv6Address remote) {
            ipv6.emit(socket, remote, segment, confirm);
            return;
        }
        int local = (int) socket.localAddress().low();
        TcpSocketOptions options = socket.options();
        int ttl = options.ttl() != 0 ? options.ttl() : host.sysctl().defaultTtl();
        boolean synAck = segment.has(TcpFlags.SYN) && segment.has(TcpFlags.ACK);
        int identification = synAck ? 0 : socket.nextIdentification();
        Frame packet = packet(segment, local, (int) socket.remoteLow(), options.trafficClass(), ttl, identification);
        if (host.profile().carriesSocketHash()) {
            packet.setSocketHash(socket.socketHash());
        }
        if (confirm) {
            host.output().sendConfirmed(packet, local);
        } else {
            host.output().send(packet, local);
        }
    }

    /** Answers a segment from {@code peer} to {@code own} that belongs nowhere (tcp_v4_send_reset). */
    private void reset(TcpSegment segment, Ipv4Address peer, Ipv4Address own) {
        TcpSegment answer = resetFor(segment, peer, own);
        if (answer != null) {
            int ttl = host.sysctl().defaultTtl();
            host.output().send(packet(answer, own.bits(), peer.bits(), 0, ttl, 0), own.bits());
        }
    }

    /** The reset owed to a segment; a signed one is owed it under the right key alone, and then a signed one. */
    private @Nullable TcpSegment resetFor(TcpSegment segment, IpAddress peer, IpAddress own) {
        TcpSegment answer = TcpSegment.resetFor(segment);
        if (segment.options().md5Digest() == null) {
            return answer;
        }
        String key = guard.key(peer, segment.destinationPort(), segment.sourcePort());
        boolean owed = !key.isEmpty() && TcpGuard.refusal(segment, peer, own, key) == null;
        return owed ? TcpGuard.signed(answer, own, peer, key) : null;
    }

    private Frame packet(TcpSegment segment, int source, int target, int trafficClass, int ttl, int identification) {
        int length = segment.lengthOctets();
        Frame packet = host.network().pool().take(Ipv4.HEADER_OCTETS + length);
        int start = packet.start();
        segment.writeTo(packet.octets(), start + Ipv4.HEADER_OCTETS, source, target);
        Ipv4.writeHeader(
                packet.octets(),
                start,
                trafficClass,
                length,
                identification,
                Ipv4.DONT_FRAGMENT,
                ttl,
                IpProtocol.TCP,
                source,
                target);
        return packet;
    }

    private @Nullable TcpListenerSocket listenerAt(long high, long low, int port) {
        boolean ipv4 = IpAddress.isMapped(high, low);
        TcpListenerSocket wildcard = null;
        for (TcpListenerSocket one = listenersByPort.first(port); one != null; one = listenersByPort.after(one)) {
            if (one.isAt(high, low)) {
                return one;
            }
            if (one.isWildcard() && ipv4 == (one.address().version() == IpVersion.IPV4)) {
                wildcard = one;
            }
        }
        return wildcard;
    }

    private @Nullable TcpConnectionSocket find(IpAddress local, int port, IpAddress remote, int remotePort) {
        return connections.find(local.high(), local.low(), port, remote.high(), remote.low(), remotePort);
    }

    private boolean isFree(IpAddress local, int port, IpAddress remote, int remotePort) {
        return listenersByPort.first(port) == null && find(local, port, remote, remotePort) == null;
    }

    private void add(TcpConnectionSocket socket) {
        connections.add(socket);
        socket.older = newest;
        if (newest == null) {
            oldest = socket;
        } else {
            newest.newer = socket;
        }
        newest = socket;
    }

    void remove(TcpConnectionSocket socket) {
        if (socket.older == null && oldest != socket) {
            return;
        }
        connections.remove(socket);
        if (socket.older == null) {
            oldest = socket.newer;
        } else {
            socket.older.newer = socket.newer;
        }
        if (socket.newer == null) {
            newest = socket.older;
        } else {
            socket.newer.older = socket.older;
        }
        socket.older = null;
        socket.newer = null;
    }

    void remove(TcpListenerSocket listener) {
        if (listeners.remove(listener)) {
            listenersByPort.remove(listener.port(), listener);
        }
    }

    Scheduler scheduler() {
        return host.network().scheduler();
    }

    long nowNanos() {
        return host.network().nowNanos();
    }

    String hostName() {
        return host.name();
    }

    InitialNumbers initialNumbers() {
        return initialNumbers;
    }

    RandomGenerator random() {
        return random;
    }

    TcpProfile profile() {
        return host.sysctl().tcp();
    }

    /** The path's MTU as a connection counts it: less what an IPv6 header is longer than an IPv4 one. */
    int mtuTo(IpAddress remote) {
        return remote instanceof Ipv4Address ipv4
                ? host.output().mtuTo(ipv4.bits())
                : roomForIpv4(host.ipv6().output().mtuTo(remote), IpVersion.IPV6);
    }

    private static int roomForIpv4(int mtu, IpVersion version) {
        return version == IpVersion.IPV4 ? mtu : mtu - (Ipv6.HEADER_OCTETS - Ipv4.HEADER_OCTETS);
    }
}
