package io.sextant.cluster.datapath;

import io.sextant.topology.device.Direction;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_overlay} section {@code from-overlay}: tc ingress of cilium_vxlan, behind the kernel's decapsulation.
 * Replies of remote backends are turned round here; packets for pods are delivered with the identity of the VNI;
 * whatever is left must be for this host.
 */
final class FromOverlay implements Hook {

    private final Maps maps;
    private final NodePort nodePort;
    private final LocalDelivery delivery;
    private final NetworkInterface ciliumHost;
    private final Verdict toHost;

    FromOverlay(Maps maps, NodePort nodePort, LocalDelivery delivery, NetworkInterface ciliumHost) {
        this.maps = maps;
        this.nodePort = nodePort;
        this.delivery = delivery;
        this.ciliumHost = ciliumHost;
        toHost = Verdict.redirect(ciliumHost, Direction.INGRESS);
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        Packet packet = maps.packet;
        if (!packet.read(frame)) {
            return Verdict.PASS;
        }
        int identity = Math.max(0, frame.tunnelVni());
        Verdict verdict = nodePort.onReceived(frame, null);
        if (verdict != null) {
            return verdict;
        }
        LocalEndpoint endpoint = maps.destination();
        if (endpoint != null) {
            return delivery.deliver(endpoint, identity);
        }
        packet.setMacs(packet.sourceMac(), ciliumHost.macBits());
        return toHost;
    }
}
