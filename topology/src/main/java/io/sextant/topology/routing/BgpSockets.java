package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.CloseReason;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A BGP program's TCP connections: its listeners, and the sockets of its peers by connection. */
final class BgpSockets {

    /** The program, as its sockets see it. */
    interface Owner {

        /** What is configured for a peer. */
        Optional<PeerConfig> configured(PeerId peer);

        /** Whether a call from an address is taken; a caller from inside a range becomes a peer by that. */
        boolean answers(PeerId caller);

        void input(PeerId peer, Input input);
    }

    private record Key(PeerId peer, ConnectionId connection) {}

    private final Host host;
    private final SpeakerProfile profile;
    private final Owner owner;
    private final Map<Key, TcpSocket> sockets = new LinkedHashMap<>();
    private final List<TcpListener> listening = new ArrayList<>();
    private final List<IpPrefix> protectedRanges = new ArrayList<>();
    private long lastIncoming;
    private boolean running;

    BgpSockets(Host host, SpeakerProfile profile, Owner owner) {
        this.host = host;
        this.profile = profile;
        this.owner = owner;
    }

    /** The program has started: opens the listeners, if it has any. */
    void open() {
        running = true;
        if (!profile.session().listens()) {
            return;
        }
        // FRR 8.4 bgp_socket: a socket for each version of IP.
        for (IpAddress all : List.of(Ipv4Address.ANY, Ipv6Address.ANY)) {
            TcpSocketOptions habits = SocketHabits.of(profile, PeerType.INTERNAL);
            listening.add(host.tcp().listen(all, BgpDaemon.PORT, habits, this::accept));
        }
    }

    /** What segments of a peer must be like from now on. */
    void protect(PeerConfig peer) {
        host.tcp().protect(peer.id().address(), BgpDaemon.PORT, SocketHabits.protection(peer));
    }

    void unprotect(PeerId peer) {
        host.tcp().protect(peer.address(), BgpDaemon.PORT, TcpProtection.NONE);
    }

    /** The same for callers from inside ranges (FRR 8.4 {@code bgp_md5_set_prefix}); other ranges are not protected any more. */
    void protect(List<ListenRange> ranges) {
        protectedRanges.forEach(range -> host.tcp().protect(range, BgpDaemon.PORT, TcpProtection.NONE));
        protectedRanges.clear();
        for (ListenRange range : ranges) {
            TcpProtection how = SocketHabits.protection(range.template().session());
            host.tcp().protect(range.range(), BgpDaemon.PORT, how);
            protectedRanges.add(range.range());
        }
    }

    void dial(PeerId peer, ConnectionId id) {
        PeerConfig config = owner.configured(peer).orElse(null);
        IpAddress remote = peer.address();
        IpAddress source = config == null ? null : source(config, remote);
        if (config == null || (source != null && source.version() != remote.version())) {
            owner.input(peer, new Input.ConnectFailed(id, "no route to host"));
            return;
        }
        TcpSocketOptions options = SocketHabits.of(profile, config).withLocal(source, 0);
        TcpSocket socket = host.tcp().connect(remote, config.transport().port(), options, new Connection(peer, id));
        sockets.put(new Key(peer, id), socket);
    }

    /** Does nothing on a connection that is gone. */
    void send(PeerId peer, ConnectionId id, byte[] octets) {
        TcpSocket socket = sockets.get(new Key(peer, id));
        if (socket != null) {
            socket.send(octets);
        }
    }

    void hangUp(PeerId peer, ConnectionId id) {
        TcpSocket socket = sockets.remove(new Key(peer, id));
        if (socket != null) {
            socket.close();
        }
    }

    /** Closes everything, as the kernel does for a program that is gone. */
    void closeAll() {
        List.copyOf(sockets.values()).forEach(TcpSocket::close);
        listening.forEach(TcpListener::close);
        forget();
    }

    /** The host is gone, and its sockets with it. */
    void forget() {
        running = false;
        sockets.clear();
        listening.clear();
    }

    /** Peers with a connection from one of an interface's addresses. */
    List<PeerId> peersOver(NetworkInterface device) {
        List<PeerId> over = new ArrayList<>();
        sockets.forEach((key, socket) -> {
            IpAddress local = socket.localAddress();
            if (!over.contains(key.peer())
                    && addresses(device, local.version()).anyMatch(address -> address.equals(local))) {
                over.add(key.peer());
            }
        });
        return over;
    }

    private TcpSocketHandler accept(TcpSocket socket) {
        PeerId peer = new PeerId(socket.remoteAddress());
        if (!owner.answers(peer)) {
            // FRR 8.4 accepts and closes at once (facts/frr.md point 19).
            return new Connection(null, ConnectionId.incoming(0));
        }
        return new Connection(peer, ConnectionId.incoming(++lastIncoming));
    }

    private void accepted(PeerId peer, ConnectionId id, TcpSocket socket) {
        owner.configured(peer)
                .ifPresent(
                        config -> socket.setTtl(SocketHabits.of(profile, config).ttl()));
        sockets.put(new Key(peer, id), socket);
        owner.input(peer, connected(id, socket));
    }

    /**
     * {@code update-source}: an address, or that of an interface which has most leading bits in common with the peer's (FRR 8.4
     * {@code bgp_update_address}); null to go by the route.
     */
    private @Nullable IpAddress source(PeerConfig peer, IpAddress remote) {
        if (peer.transport().sourceAddress() != null) {
            return peer.transport().sourceAddress();
        }
        return host.interfaceNamed(peer.transport().sourceInterface())
                .flatMap(device -> addresses(device, remote.version())
                        .reduce((best, next) -> remote.commonBits(next) > remote.commonBits(best) ? next : best))
                .orElse(null);
    }

    private static Stream<IpAddress> addresses(NetworkInterface device, IpVersion version) {
        return version == IpVersion.IPV4
                ? device.addresses().stream()
                        .map(InterfaceAddress::address)
                        .filter(address -> !address.isLoopback())
                        .map(address -> address)
                : device.ipv6Addresses().stream()
                        .map(Ipv6InterfaceAddress::address)
                        .filter(address -> !address.isLinkLocal())
                        .map(address -> address);
    }

    private static Input.Connected connected(ConnectionId id, TcpSocket socket) {
        return new Input.Connected(
                id, socket.localAddress(), socket.localPort(), socket.remoteAddress(), socket.remotePort());
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
            if (known == null || !running) {
                socket.close();
            } else if (id.outgoing()) {
                owner.input(known, connected(id, socket));
            } else {
                accepted(known, id, socket);
            }
        }

        @Override
        public void onData(TcpSocket socket, byte[] data) {
            PeerId known = peer;
            if (known != null && isCurrent(socket)) {
                owner.input(known, new Input.Received(id, Octets.of(data)));
            }
        }

        @Override
        public void onPeerClosed(TcpSocket socket) {
            PeerId known = peer;
            if (known != null && isCurrent(socket)) {
                sockets.remove(new Key(known, id));
                socket.close();
                owner.input(known, new Input.Disconnected(id, CloseReason.FIN));
            }
        }

        @Override
        public void onClosed(TcpSocket socket, TcpCloseReason why) {
            PeerId known = peer;
            if (known == null || !isCurrent(socket)) {
                return;
            }
            sockets.remove(new Key(known, id));
            owner.input(
                    known,
                    wasUp
                            ? new Input.Disconnected(id, reason(why))
                            : new Input.ConnectFailed(id, why.name().toLowerCase(Locale.ROOT)));
        }

        /** Whether the socket is still this program's: not hung up, and not a former life's. */
        private boolean isCurrent(TcpSocket socket) {
            PeerId known = peer;
            return known != null && sockets.get(new Key(known, id)) == socket;
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
