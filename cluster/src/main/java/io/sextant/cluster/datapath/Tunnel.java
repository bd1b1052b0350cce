package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * {@code __encap_with_nodeid}: into the VXLAN device with the security identity as VNI, or by hand at XDP. What is inside may
 * be IPv6; the tunnel itself is IPv4, as in every release without {@code underlayProtocol}.
 */
final class Tunnel {

    static final int VXLAN_PORT = 8472;

    private static final int OUTER_OCTETS = 50;
    private static final int DEFAULT_TTL = 64;

    private final Maps maps;
    private final Routes routes;
    private final Verdict intoOverlay;

    Tunnel(Maps maps, Routes routes, NetworkInterface overlay) {
        this.maps = maps;
        this.routes = routes;
        intoOverlay = Verdict.redirect(overlay, Direction.EGRESS);
    }

    /**
     * Sends the frame to the node with this address.
     *
     * @param xdpAt the device whose XDP program asks, or null at tc
     */
    Verdict send(Frame frame, int remoteBits, int identity, @Nullable NetworkInterface xdpAt) {
        if (xdpAt == null) {
            frame.setTunnel(remoteBits, identity);
            return intoOverlay;
        }
        NetworkInterface device = routes.resolve(IpVersion.IPV4, 0, IpAddress.mapped(remoteBits));
        if (device == null) {
            // No neighbour yet: the tunnel device of the stack knows how to wait for one.
            frame.setTunnel(remoteBits, identity);
            return intoOverlay;
        }
        wrap(frame, remoteBits, identity, device.macBits(), routes.nextMacBits());
        return routes.out(device, xdpAt);
    }

    /** Ethernet, IPv4, UDP and VXLAN (RFC 7348 §5) in front of the frame; UDP without a checksum, as Linux sends it. */
    private void wrap(Frame frame, int remoteBits, int vni, long nearMacBits, long farMacBits) {
        int inner = frame.length();
        int at = frame.push(OUTER_OCTETS);
        byte[] octets = frame.octets();
        Packet.putMac(octets, at, farMacBits);
        Packet.putMac(octets, at + 6, nearMacBits);
        Packet.putU16(octets, at + 12, 0x0800);
        int ip = at + Packet.ETHERNET_OCTETS;
        Packet.putU16(octets, ip, 0x4500);
        Packet.putU16(octets, ip + 2, inner + OUTER_OCTETS - Packet.ETHERNET_OCTETS);
        Packet.putU16(octets, ip + 4, 0);
        Packet.putU16(octets, ip + 6, 0);
        Packet.putU16(octets, ip + 8, DEFAULT_TTL << 8 | Packet.UDP);
        Packet.putU16(octets, ip + 10, 0);
        Packet.putU32(octets, ip + 12, maps.tunnelIp.bits());
        Packet.putU32(octets, ip + 16, remoteBits);
        Packet.putU16(octets, ip + 10, Checksum.of(octets, ip, 20));
        int udp = ip + 20;
        Packet.putU16(octets, udp, sourcePort(maps.packet));
        Packet.putU16(octets, udp + 2, VXLAN_PORT);
        Packet.putU16(octets, udp + 4, inner + 16);
        Packet.putU16(octets, udp + 6, 0);
        Packet.putU32(octets, udp + 8, 0x0800_0000);
        Packet.putU32(octets, udp + 12, vni << 8);
    }

    /** A port of the dynamic range from the inner flow (RFC 7348 §5), so that routers in between can spread flows. */
    private static int sourcePort(Packet packet) {
        int mixed = packet.addressMix() ^ (packet.sourcePort << 16 | packet.destinationPort) * 0x9E37_79B9;
        return 49_152 | (mixed ^ mixed >>> 15) & 0x3FFF;
    }
}
