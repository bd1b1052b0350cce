package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.DropCode;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_host} section {@code to-netdev}: tc egress of each native device. Packets of this node's pods to the world
 * leave with the node's address ({@code bpf.masquerade}), and in tunnel mode those to other nodes too; the rest passes. Its trace point {@code to-network} carries no
 * wish to report, so monitor aggregation medium hides it.
 */
final class ToNetdev implements Hook {

    private final Maps maps;
    private final Reports reports;

    ToNetdev(Maps maps, Reports reports) {
        this.maps = maps;
        this.reports = reports;
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        Packet packet = maps.packet;
        if (!packet.read(frame) || !packet.hasPorts() || !maps.isFromPods()) {
            return Verdict.PASS;
        }
        if (maps.routing == RoutingMode.NATIVE && maps.ipCache.knows(packet.destinationHigh, packet.destinationLow)) {
            return Verdict.PASS;
        }
        NatEntry translated = maps.nat.egress(packet, maps.net().nodeIp());
        if (translated == null) {
            return reports.drop(DropCode.NO_MAPPING_FOR_NAT_MASQUERADE, 0, Reports.NO_ENDPOINT);
        }
        maps.conntrack.attach(packet, translated);
        packet.setSource(translated.toAddress, translated.toPort);
        return Verdict.REWRITE;
    }
}
