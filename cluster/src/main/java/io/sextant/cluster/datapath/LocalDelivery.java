package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.DropCode;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.engine.Clock;
import io.sextant.topology.device.Verdict;

/**
 * {@code ipv4_local_delivery} and the policy program of the endpoint behind it: the packet in {@code maps.packet} goes
 * to a pod of this node. No policy is modelled: everything is allowed.
 */
final class LocalDelivery {

    private final Maps maps;
    private final Clock clock;
    private final Reports reports;

    LocalDelivery(Maps maps, Clock clock, Reports reports) {
        this.maps = maps;
        this.clock = clock;
        this.reports = reports;
    }

    /**
     * Hands the packet to the pod.
     *
     * @param sourceLabel identity of the sender as the datapath knows it
     */
    Verdict deliver(LocalEndpoint endpoint, int sourceLabel) {
        Packet packet = maps.packet;
        Conntrack conntrack = maps.conntrack;
        if (!packet.decrementTtl()) {
            return reports.drop(DropCode.INVALID_PACKET, sourceLabel, endpoint.id());
        }
        packet.setMacs(endpoint.device().macBits(), endpoint.podMacBits());
        long now = clock.nanos();
        int result = conntrack.lookup(now, packet, Conntrack.INGRESS);
        int monitor = conntrack.monitor();
        if (result == Conntrack.NEW) {
            boolean nodePort = conntrack.hasNodePortEgress(packet);
            CtEntry created = conntrack.create(now, packet, Conntrack.INGRESS);
            created.nodePort = nodePort;
            created.sourceIdentity = sourceLabel;
        }
        reports.trace(TracePoint.TO_ENDPOINT, sourceLabel, endpoint.id(), result, monitor);
        return endpoint.toPod();
    }
}
