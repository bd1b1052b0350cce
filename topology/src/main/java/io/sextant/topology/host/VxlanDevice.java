package io.sextant.topology.host;

import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.vxlan.Vxlan;
import io.sextant.topology.device.Driver;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;

/**
 * The driver of a VXLAN device in external mode, as Cilium uses it: where a frame goes is in its tunnel key. Headers
 * are put into the frame's own headroom and taken off in place.
 */
final class VxlanDevice implements Driver {

    /** Ethernet, IPv4 and two ports: what the flow hash reads. */
    private static final int LEAST_INNER_OCTETS = 38;

    private final Host host;
    private final NetworkInterface device;
    private final int hashSeed;

    VxlanDevice(Host host, NetworkInterface device) {
        this.host = host;
        this.device = device;
        this.hashSeed = host.network().random("vxlan-hash " + host.name()).nextInt();
    }

    int port() {
        return Vxlan.LINUX_PORT;
    }

    /** Wraps the frame and routes the outer packet. */
    @Override
    public void transmit(Frame frame) {
        int remote = frame.tunnelRemote();
        if (frame.length() < LEAST_INNER_OCTETS) {
            device.dropTransmitted(frame, DropReason.FRAME_TOO_SHORT);
            return;
        }
        if (!frame.hasTunnel()) {
            device.dropTransmitted(frame, DropReason.NO_TUNNEL_KEY);
            return;
        }
        if (!frame.countRedirect()) {
            device.dropTransmitted(frame, DropReason.REDIRECT_LOOP);
            return;
        }
        int source = host.output().sourceFor(remote);
        if (source == 0) {
            device.dropTransmitted(frame, DropReason.NO_ROUTE);
            return;
        }
        byte[] octets = frame.octets();
        int sourcePort = Vxlan.sourcePort(Vxlan.flowHash(octets, frame.start(), hashSeed));
        Vxlan.writeHeader(octets, frame.push(Vxlan.HEADER_OCTETS), frame.tunnelVni());
        int length = frame.length();
        int udp = frame.push(Udp.HEADER_OCTETS);
        Udp.writeHeaderWithoutChecksum(octets, udp, sourcePort, port(), length);
        int ip = frame.push(Ipv4.HEADER_OCTETS);
        Ipv4.writeHeader(
                octets,
                ip,
                0,
                Udp.HEADER_OCTETS + length,
                host.nextIdentification(),
                0,
                host.sysctl().defaultTtl(),
                IpProtocol.UDP,
                source,
                remote);
        host.output().send(frame, source);
    }

    /** Unwraps a frame whose outer UDP header at {@code udp} was checked; the tunnel key names the sender. */
    void receive(NetworkInterface in, Frame frame, int udp, int remote) {
        byte[] octets = frame.octets();
        int vxlan = udp + Udp.HEADER_OCTETS;
        int length = Udp.length(octets, udp) - Udp.HEADER_OCTETS;
        if (!Vxlan.check(octets, vxlan, length).isOk()) {
            in.dropReceived(frame, DropReason.VXLAN_MALFORMED);
            return;
        }
        if (!frame.countRedirect()) {
            in.dropReceived(frame, DropReason.REDIRECT_LOOP);
            return;
        }
        frame.setTunnel(remote, Vxlan.vni(octets, vxlan));
        frame.setEnd(vxlan + length);
        frame.pull(vxlan + Vxlan.HEADER_OCTETS - frame.start());
        device.receive(frame);
    }
}
