package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.UnreachableCode;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
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
     * Binds a socket to one address, or to all with null, and to a port, or to an ephemeral one with 0.
     *
     * @throws IllegalStateException when the port is taken, or no ephemeral one is free
     */
    public UdpSocket bind(@Nullable Ipv4Address local, int port, UdpHandler handler) {
        int address = local == null ? 0 : local.bits();
        int chosen = port != 0 ? port : host.ephemeralPorts().choose(candidate -> find(address, candidate) == null);
        if (chosen == 0 || taken(address, chosen)) {
            throw new IllegalStateException("UDP port " + chosen + " of " + host.name() + " is taken");
        }
        Socket socket = new Socket(address, chosen, handler);
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
        Socket socket = find(target, port);
        if (socket == null) {
            if (unicast) {
                int code = UnreachableCode.PORT.number();
                host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code, 0, frame, at, true);
            }
            in.dropReceived(frame, DropReason.NO_SOCKET);
            return;
        }
        int data = udp + Udp.HEADER_OCTETS;
        int length = Udp.length(octets, udp) - Udp.HEADER_OCTETS;
        socket.handler.onDatagram(socket, source, Udp.sourcePort(octets, udp), octets, data, length);
        host.network().pool().give(frame);
    }

    void receiveError(IcmpError error) {
        Socket socket =
                find(error.quotation().source().bits(), error.quotation().sourcePort());
        if (socket != null) {
            socket.handler.onError(socket, error);
        }
    }

    /** The socket bound to the address, else the one bound to all. */
    private @Nullable Socket find(int address, int port) {
        Socket wildcard = null;
        for (Socket socket = sockets.first(port); socket != null; socket = sockets.after(socket)) {
            if (socket.address == address) {
                return socket;
            }
            if (socket.address == 0) {
                wildcard = socket;
            }
        }
        return wildcard;
    }

    /** Without SO_REUSEADDR one socket on all addresses and one on any address exclude each other. */
    private boolean taken(int address, int port) {
        for (Socket socket = sockets.first(port); socket != null; socket = sockets.after(socket)) {
            if (address == 0 || socket.address == 0 || socket.address == address) {
                return true;
            }
        }
        return false;
    }

    private final class Socket extends PortTable.Entry<Socket> implements UdpSocket {

        private final int address;
        private final int port;
        private final UdpHandler handler;
        private boolean open = true;

        Socket(int address, int port, UdpHandler handler) {
            this.address = address;
            this.port = port;
            this.handler = handler;
        }

        @Override
        public boolean send(Ipv4Address remote, int remotePort, byte[] data) {
            return send(remote.bits(), remotePort, data, 0, data.length);
        }

        @Override
        public boolean send(int remote, int remotePort, byte[] data, int offset, int length) {
            if (length > DATA_LIMIT_OCTETS) {
                throw new IllegalArgumentException(length + " octets are more than " + DATA_LIMIT_OCTETS);
            }
            int source = address != 0 ? address : host.output().sourceFor(remote);
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
                    0,
                    Udp.HEADER_OCTETS + length,
                    host.nextIdentification(),
                    Ipv4.DONT_FRAGMENT,
                    host.sysctl().defaultTtl(),
                    IpProtocol.UDP,
                    source,
                    remote);
            return host.output().send(packet, address);
        }

        @Override
        public Ipv4Address localAddress() {
            return new Ipv4Address(address);
        }

        @Override
        public int localPort() {
            return port;
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
