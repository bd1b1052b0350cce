package io.sextant.cluster.datapath;

import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_host} section {@code from-netdev}: tc ingress of each native device. Services first, then pods of this
 * node; everything else is the stack's, a VIP without a matching port included.
 */
final class FromNetdev implements Hook {

    private final Maps maps;
    private final NodePort nodePort;
    private final LocalDelivery delivery;

    FromNetdev(Maps maps, NodePort nodePort, LocalDelivery delivery) {
        this.maps = maps;
        this.nodePort = nodePort;
        this.delivery = delivery;
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        Packet packet = maps.packet;
        if (!packet.read(frame)) {
            return Verdict.PASS;
        }
        Verdict verdict = nodePort.onReceived(frame, null);
        if (verdict != null) {
            return verdict;
        }
        LocalEndpoint endpoint = maps.destination();
        if (endpoint == null) {
            return Verdict.PASS;
        }
        // resolve_srcid_ipv4: whoever the ipcache knows the source as; the world otherwise.
        return delivery.deliver(
                endpoint,
                maps.ipCache.endpoint(packet.sourceHigh, packet.sourceLow).identity());
    }
}
