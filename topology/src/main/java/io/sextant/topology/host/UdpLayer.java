package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.UnreachableCode;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.wire.WireCheck;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** A host's UDP sockets. */
public final class UdpLayer {

    /** Most data of one datagram: what an IPv4 packet holds. */
    public static final int DATA_LIMIT_OCTETS = 65_507;

    private final Host host;
    private final PortTable<Socket> sockets = new PortTable<>();
    private @Nullable VxlanDevice tunnel;

    UdpLayer(Host host) {
        this.host = host;
    }

    /**
     * Binds a socket to one address, to all of IPv4 with null or 0.0.0.0, or to all of IPv6 with :: (IPV6_V6ONLY), and to a
     * port, or to an ephemeral one with 0.
     *
     * @throws IllegalStateException when the port is taken, or no ephemeral one is free
     */
    public UdpSocket bind(@Nullable IpAddress local, int port, UdpHandler handler) {
        return bind(local, port, UdpSocketOptions.DEFAULT, handler);
    }

    /** As {@link #bind(IpAddress, int, UdpHandler)}, with options of its own. */
    public UdpSocket bind(@Nullable IpAddress local, int port, UdpSocketOptions options, UdpHandler handler) {
        IpAddress address = local == null ? Ipv4Address.ANY : local;
        int chosen = port != 0
                ? port
                : host.ephemeralPorts().choose(candidate -> find(address.high(), address.low(), candidate) == null);
        if (chosen == 0 || taken(address, chosen)) {
            throw new IllegalStateException("UDP port " + chosen + " of " + host.name() + " is taken");
        }
        Socket socket = new Socket(address, chosen, options, handler);
        sockets.add(chosen, socket);
        return socket;
    }

    /** Lets a VXLAN device take what arrives at its port, before any socket. */
    void attachTunnel(VxlanDevice device) {
        tunnel = device;
    }

    void clear() {
        sockets.clear();
    }

    /** Takes over a frame whose IP header at {@code at} was checked. */
    void receive(NetworkInterface in, Frame frame, int at, boolean unicast) {
        byte[] octets = frame.octets();
        int udp = at + Ipv4.headerLength(octets, at);
        int source = Ipv4.source(octets, at);
        int target = Ipv4.destination(octets, at);
        WireCheck check = Udp.check(octets, udp, frame.end() - udp, source, target);
        if (check != WireCheck.OK) {
            boolean sum = check == WireCheck.BAD_CHECKSUM;
            in.dropReceived(frame, sum ? DropReason.UDP_CHECKSUM : DropReason.UDP_MALFORMED);
            return;
        }
        int port = Udp.destinationPort(octets, udp);
        VxlanDevice vxlan = tunnel;
        if (vxlan != null && port == vxlan.port()) {
            vxlan.receive(in, frame, udp, source);
            return;
        }
        Socket socket = find(0, IpAddress.mapped(target), port);
        if (socket == null) {
            if (unicast) {
                int code = UnreachableCode.PORT.number();
                host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code, 0, frame, at, true);
            }
            in.dropReceived(frame, DropReason.NO_SOCKET);
            return;
        }
        socket.receivedTtl = Ipv4.ttl(octets, at);
        if (socket.receivedTtl < socket.options.minimumTtl()) {
            in.dropReceived(frame, DropReason.UDP_MINIMUM_TTL);
            return;
        }
        int data = udp + Udp.HEADER_OCTETS;
        int length = Udp.length(octets, udp) - Udp.HEADER_OCTETS;
        socket.handler.onDatagram(socket, source, Udp.sourcePort(octets, udp), octets, data, length);
        host.network().pool().give(frame);
    }

    /** Takes over a frame whose IPv6 header at {@code at} was checked; the datagram stands at {@code udp}. */
    void receiveIpv6(NetworkInterface in, Frame frame, int at, int udp, boolean unicast) {
        byte[] octets = frame.octets();
        WireCheck check = Udp.checkIpv6(octets, udp, frame.end() - udp, Ipv6.addressSum(octets, at));
        if (check != WireCheck.OK) {
            boolean sum = check == WireCheck.BAD_CHECKSUM;
            in.dropReceived(frame, sum ? DropReason.UDP_CHECKSUM : DropReason.UDP_MALFORMED);
            return;
        }
        Socket socket = find(
                Ipv6.destinationHigh(octets, at), Ipv6.destinationLow(octets, at), Udp.destinationPort(octets, udp));
        if (socket == null) {
            if (unicast) {
                int type = Icmpv6.DESTINATION_UNREACHABLE;
                host.ipv6().errors().send(type, Icmpv6.PORT_UNREACHABLE, 0, frame, at, in);
            }
            in.dropReceived(frame, DropReason.NO_SOCKET);
            return;
        }
        socket.receivedTtl = Ipv6.hopLimit(octets, at);
        if (socket.receivedTtl < socket.options.minimumTtl()) {
            in.dropReceived(frame, DropReason.UDP_MINIMUM_TTL);
            return;
        }
        int data = udp + Udp.HEADER_OCTETS;
        int length = Udp.length(octets, udp) - Udp.HEADER_OCTETS;
        Ipv6Address remote = new Ipv6Address(Ipv6.sourceHigh(octets, at), Ipv6.sourceLow(octets, at));
        socket.handler.onDatagram(socket, remote, Udp.sourcePort(octets, udp), octets, data, length);
        host.network().pool().give(frame);
    }

    void receiveError(IcmpError error) {
        IpAddress source = error.quotation().source();
        Socket socket = find(source.high(), source.low(), error.quotation().sourcePort());
        if (socket != null) {
            socket.handler.onError(socket, error);
        }
    }

    /** The socket bound to the address, else the one bound to all of its version. */
    private @Nullable Socket find(long high, long low, int port) {
        boolean ipv4 = IpAddress.isMapped(high, low);
        Socket wildcard = null;
        for (Socket socket = sockets.first(port); socket != null; socket = sockets.after(socket)) {
            if (socket.low == low && socket.high == high) {
                return socket;
            }
            if (socket.wildcard && ipv4 == (socket.address instanceof Ipv4Address)) {
                wildcard = socket;
            }
        }
        return wildcard;
    }

    /** Without SO_REUSEADDR one socket on all addresses and one on any address exclude each other. */
    private boolean taken(IpAddress address, int port) {
        boolean wildcard = TcpListenerSocket.isWildcard(address);
        for (Socket socket = sockets.first(port); socket != null; socket = sockets.after(socket)) {
            boolean sameVersion = socket.address.version() == address.version();
            if (sameVersion && (wildcard || socket.wildcard || socket.address.equals(address))) {
                return true;
            }
        }
        return false;
    }

    private final class Socket extends PortTable.Entry<Socket> implements UdpSocket {

        private final IpAddress address;
        private final long high;
        private final long low;
        private final boolean wildcard;
        private final int port;
        private final UdpSocketOptions options;
        private final UdpHandler handler;
        private boolean open = true;
        private int socketHash;
        private int receivedTtl;

        Socket(IpAddress address, int port, UdpSocketOptions options, UdpHandler handler) {
            this.address = address;
            this.high = address.high();
            this.low = address.low();
            this.wildcard = TcpListenerSocket.isWildcard(address);
            this.port = port;
            this.options = options;
            this.handler = handler;
        }

        @Override
        public boolean send(IpAddress remote, int remotePort, byte[] data) {
            if (remote.version() != address.version()) {
                throw new IllegalArgumentException("a socket bound to " + address + " cannot send to " + remote);
            }
            if (remote instanceof Ipv6Address ipv6) {
                return sendIpv6(ipv6, remotePort, data);
            }
            return send((int) remote.low(), remotePort, data, 0, data.length);
        }

        private boolean sendIpv6(Ipv6Address remote, int remotePort, byte[] data) {
            if (data.length > DATA_LIMIT_OCTETS) {
                throw new IllegalArgumentException(data.length + " octets are more than " + DATA_LIMIT_OCTETS);
            }
            Ipv6Stack ipv6 = host.ipv6();
            IpAddress source = wildcard ? ipv6.output().sourceFor(remote.high(), remote.low()) : address;
            if (!open || source == null) {
                return false;
            }
            int length = Udp.HEADER_OCTETS + data.length;
            Frame packet = host.network().pool().take(Ipv6.HEADER_OCTETS + length);
            byte[] octets = packet.octets();
            int start = packet.start();
            int udp = start + Ipv6.HEADER_OCTETS;
            System.arraycopy(data, 0, octets, udp + Udp.HEADER_OCTETS, data.length);
            Ipv6.writeHeader(
                    octets,
                    start,
                    options.trafficClass(),
                    ipv6.flowLabels().ofSocket(socketHash()),
                    length,
                    IpProtocol.UDP,
                    options.ttl() != 0 ? options.ttl() : ipv6.sysctl().hopLimit(),
                    source.high(),
                    source.low(),
                    remote.high(),
                    remote.low());
            Udp.writeHeader(octets, udp, port, remotePort, data.length, Ipv6.addressSum(octets, start));
            if (host.profile().carriesSocketHash()) {
                packet.setSocketHash(socketHash());
            }
            return ipv6.output().send(packet, !wildcard, null, false);
        }

        /** sk_txhash, drawn when the socket first sends. */
        private int socketHash() {
            if (socketHash == 0) {
                socketHash =
                        host.network().random("udp-socket-hash " + host.name()).nextInt() | 1;
            }
            return socketHash;
        }

        @Override
        public boolean send(int remote, int remotePort, byte[] data, int offset, int length) {
            if (length > DATA_LIMIT_OCTETS) {
                throw new IllegalArgumentException(length + " octets are more than " + DATA_LIMIT_OCTETS);
            }
            int bound = (int) low;
            int source = bound != 0 ? bound : host.output().sourceFor(remote, IpProtocol.UDP, port, remotePort);
            if (!open || source == 0) {
                return false;
            }
            Frame packet = host.network().pool().take(Ipv4.HEADER_OCTETS + Udp.HEADER_OCTETS + length);
            byte[] octets = packet.octets();
            int udp = packet.start() + Ipv4.HEADER_OCTETS;
            System.arraycopy(data, offset, octets, udp + Udp.HEADER_OCTETS, length);
            Udp.writeHeader(octets, udp, port, remotePort, length, source, remote);
            Ipv4.writeHeader(
                    octets,
                    packet.start(),
                    options.trafficClass(),
                    Udp.HEADER_OCTETS + length,
                    host.nextIdentification(),
                    Ipv4.DONT_FRAGMENT,
                    options.ttl() != 0 ? options.ttl() : host.sysctl().defaultTtl(),
                    IpProtocol.UDP,
                    source,
                    remote);
            return host.output().send(packet, bound);
        }

        @Override
        public IpAddress localAddress() {
            return address;
        }

        @Override
        public int localPort() {
            return port;
        }

        @Override
        public int receivedTtl() {
            return receivedTtl;
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                sockets.remove(port, this);
            }
        }
    }
}
