package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.DropCode;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.engine.Clock;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** {@code bpf_lxc} section {@code from-container}: tc ingress of a pod's veth on the host's side. */
final class FromContainer implements Hook {

    private final Maps maps;
    private final Clock clock;
    private final Reports reports;
    private final NodePort nodePort;
    private final LocalDelivery delivery;
    private final Tunnel tunnel;
    private final LocalEndpoint endpoint;
    private final int identity;
    private final Verdict backToPod;

    FromContainer(
            Maps maps,
            Clock clock,
            Reports reports,
            NodePort nodePort,
            LocalDelivery delivery,
            Tunnel tunnel,
            LocalEndpoint endpoint) {
        this.maps = maps;
        this.clock = clock;
        this.reports = reports;
        this.nodePort = nodePort;
        this.delivery = delivery;
        this.tunnel = tunnel;
        this.endpoint = endpoint;
        identity = endpoint.flowEndpoint().identity();
        backToPod = Verdict.redirect(endpoint.device(), Direction.EGRESS);
    }

    @Override
    public Verdict onFrame(HookPoint point, NetworkInterface at, Frame frame) {
        Packet packet = maps.packet;
        if (!packet.read(frame)) {
            return ArpResponder.answer(frame, at) ? backToPod : Verdict.PASS;
        }
        if (packet.protocol == Packet.ICMPV6) {
            Verdict answered = neighbourSolicitation(frame, at);
            if (answered != null) {
                return answered;
            }
        }
        if (maps.source() != endpoint) {
            return reports.drop(DropCode.INVALID_SOURCE_IP, identity, endpoint.id());
        }
        long now = clock.nanos();
        int result = maps.conntrack.lookup(now, packet, Conntrack.EGRESS);
        int monitor = maps.conntrack.monitor();
        CtEntry entry = maps.conntrack.entry();
        if (result == Conntrack.NEW) {
            maps.conntrack.create(now, packet, Conntrack.EGRESS).sourceIdentity = identity;
        } else if (result == Conntrack.REPLY && entry != null && entry.nodePort) {
            return localReply(result, monitor);
        }
        return route(frame, result, monitor);
    }

    /** {@code icmp6_handle}; null when the packet is none of its business. */
    private @Nullable Verdict neighbourSolicitation(Frame frame, NetworkInterface at) {
        if (maps.packet.icmpType() != NdResponder.SOLICITATION) {
            return null;
        }
        return NdResponder.answer(frame, at, maps)
                ? backToPod
                : reports.drop(DropCode.UNKNOWN_L3_TARGET_ADDRESS, identity, endpoint.id());
    }

    /** The backend of a service of this node: its reply is turned into the frontend's and leaves at once. */
    private Verdict localReply(int result, int monitor) {
        if (maps.profile.tracesLocalReply()) {
            reports.trace(TracePoint.TO_NETWORK, identity, endpoint.id(), result, monitor);
        }
        Verdict verdict = nodePort.reverse(null);
        return verdict != null ? verdict : Verdict.PASS;
    }

    private Verdict route(Frame frame, int result, int monitor) {
        LocalEndpoint neighbour = maps.destination();
        if (neighbour != null) {
            return delivery.deliver(neighbour, identity);
        }
        int remote = maps.isForHost() ? 0 : maps.tunnelBits();
        if (remote != 0) {
            reports.trace(TracePoint.TO_OVERLAY, identity, endpoint.id(), result, monitor);
            return tunnel.send(frame, remote, identity, null);
        }
        reports.trace(TracePoint.TO_STACK, identity, endpoint.id(), result, monitor);
        return Verdict.PASS;
    }
}
