package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;

/**
 * {@code bpf_host} section {@code from-host}: tc egress of cilium_host, by which the node's own stack reaches pods. Into
 * the tunnel it goes as a remote node, for that is what it is at the other end.
 */
final class FromHost implements Hook {

    private final Maps maps;
    private final Reports reports;
    private final LocalDelivery delivery;
    private final Tunnel tunnel;
    private final Verdict backToHost;

    FromHost(Maps maps, Reports reports, LocalDelivery delivery, Tunnel tunnel, NetworkInterface ciliumHost) {
        this.maps = maps;
        this.reports = reports;
        this.delivery = delivery;
        this.tunnel = tunnel;
        backToHost = Verdict.redirect(ciliumHost, Direction.INGRESS);
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        Packet packet = maps.packet;
        if (!packet.read(frame)) {
            return ArpResponder.answer(frame, at) ? backToHost : Verdict.PASS;
        }
        LocalEndpoint endpoint = maps.destination();
        if (endpoint != null) {
            return delivery.deliver(endpoint, ReservedIdentity.HOST.number());
        }
        int remote = maps.tunnelBits();
        if (remote != 0) {
            reports.trace(
                    TracePoint.TO_OVERLAY,
                    ReservedIdentity.HOST.number(),
                    Reports.NO_ENDPOINT,
                    Reports.UNKNOWN_RESULT,
                    Conntrack.REPORT);
            return tunnel.send(frame, remote, ReservedIdentity.REMOTE_NODE.number(), null);
        }
        return Verdict.PASS;
    }
}
