package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;

/** How segments become IPv6 packets: tcp_v6_xmit and tcp_v6_send_reset. */
final class TcpOverIpv6 {

    private final Host host;

    TcpOverIpv6(Host host) {
        this.host = host;
    }

    /** A connection's segment leaves, with the flow label of the socket's hash. */
    void emit(TcpConnectionSocket socket, Ipv6Address remote, TcpSegment segment, boolean confirm) {
        TcpSocketOptions options = socket.options();
        Ipv6Stack ipv6 = host.ipv6();
        int hopLimit = options.ttl() != 0 ? options.ttl() : ipv6.sysctl().hopLimit();
        int label = ipv6.flowLabels().ofSocket(socket.socketHash());
        Ipv6Address local = (Ipv6Address) socket.localAddress();
        Frame packet = packet(segment, local, remote, options.trafficClass(), label, hopLimit);
        if (host.profile().carriesSocketHash()) {
            packet.setSocketHash(socket.socketHash());
        }
        ipv6.output().send(packet, socket.isBound(), null, confirm);
    }

    /** Sends the reset owed to a segment from {@code peer} to {@code own} that belongs nowhere. */
    void reset(NetworkInterface in, TcpSegment answer, Ipv6Address own, Ipv6Address peer) {
        Ipv6Stack ipv6 = host.ipv6();
        int ports = answer.sourcePort() << 16 | answer.destinationPort();
        int label = ipv6.flowLabels().ofFlow(own.high(), own.low(), peer.high(), peer.low(), IpProtocol.TCP, ports);
        Frame packet = packet(answer, own, peer, 0, label, ipv6.sysctl().hopLimit());
        ipv6.output().send(packet, true, peer.isLinkLocal() ? in : null, false);
    }

    private Frame packet(
            TcpSegment segment, Ipv6Address source, Ipv6Address target, int trafficClass, int label, int hopLimit) {
        int length = segment.lengthOctets();
        Frame packet = host.network().pool().take(Ipv6.HEADER_OCTETS + length);
        byte[] octets = packet.octets();
        int start = packet.start();
        Ipv6.writeHeader(
                octets,
                start,
                trafficClass,
                label,
                length,
                IpProtocol.TCP,
                hopLimit,
                source.high(),
                source.low(),
                target.high(),
                target.low());
        segment.writeTo(octets, start + Ipv6.HEADER_OCTETS, Ipv6.addressSum(octets, start));
        return packet;
    }
}
