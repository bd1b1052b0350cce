package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.DropCode;
import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.engine.Clock;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * North-south load balancing, after {@code bpf/lib/nodeport.h} and {@code lib/lb.h}: clients' packets to a frontend are
 * sent to a backend, through the tunnel and with this node's address as source if it lies elsewhere; what comes back to
 * this node is turned into the frontend's reply.
 */
final class NodePort {

    private static final int WORLD = ReservedIdentity.WORLD.number();

    private final Maps maps;
    private final Clock clock;
    private final Reports reports;
    private final Routes routes;
    private final Tunnel tunnel;

    NodePort(Maps maps, Clock clock, Reports reports, Routes routes, Tunnel tunnel) {
        this.maps = maps;
        this.clock = clock;
        this.reports = reports;
        this.routes = routes;
        this.tunnel = tunnel;
    }

    /**
     * Handles the packet in {@code maps.packet} that came in from outside or out of the tunnel.
     *
     * @param at the device, if this is XDP, where everything must be done by ourselves; else null
     * @return null when the caller goes on: no service's business, or the backend is local and the packet is for it now
     */
    @Nullable
    Verdict onReceived(Frame frame, @Nullable NetworkInterface at) {
        Packet packet = maps.packet;
        if (!packet.hasPorts()) {
            // lb4_extract_tuple: "unsupported service protocol"; ICMP is left to the stack.
            return null;
        }
        LbService service = maps.services.find(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        if (service != null) {
            return toService(frame, packet, service, at);
        }
        if (maps.isForHost()) {
            NatEntry translated = maps.nat.ingress(packet);
            if (translated != null) {
                packet.setDestination(translated.toAddress, translated.toPort);
                return reverse(at);
            }
        }
        return null;
    }

    /**
     * {@code rev_nodeport_lb4}: a backend's reply leaves as the frontend's. The packet is in {@code maps.packet}.
     *
     * @param at as in {@link #onReceived}
     * @return null when no frontend's connection knows the packet
     */
    @Nullable
    Verdict reverse(@Nullable NetworkInterface at) {
        Packet packet = maps.packet;
        int result = maps.conntrack.lookup(clock.nanos(), packet, Conntrack.INGRESS);
        CtEntry entry = maps.conntrack.entry();
        boolean isReply = result == Conntrack.REPLY || result == Conntrack.REOPENED;
        if (!isReply || entry == null || !entry.nodePort || entry.revNat == 0) {
            return null;
        }
        LbService service = maps.services.byRevNat(entry.revNat);
        if (service != null) {
            packet.setSource(service.address(), service.port());
        }
        if (!packet.decrementTtl()) {
            return reports.drop(DropCode.INVALID_PACKET, 0, Reports.NO_ENDPOINT);
        }
        Verdict verdict = routes.redirect(packet, at);
        return verdict != null ? verdict : reports.drop(DropCode.FIB_LOOKUP_FAILED, 0, Reports.NO_ENDPOINT);
    }

    private @Nullable Verdict toService(Frame frame, Packet packet, LbService service, @Nullable NetworkInterface at) {
        long now = clock.nanos();
        if (!service.allowsSource(packet.sourceHigh, packet.sourceLow)) {
            return drop(DropCode.DENIED_BY_LB_SRC_RANGE_CHECK);
        }
        LbBackend backend = chooseBackend(now, packet, service);
        if (backend == null) {
            return drop(DropCode.SERVICE_BACKEND_NOT_FOUND);
        }
        packet.setDestination(backend.address(), backend.port());
        if (service.kind() == LbService.Kind.CLUSTER_IP) {
            return drop(DropCode.IS_A_CLUSTERIP);
        }
        CtEntry connection = connection(now, packet, service);
        maps.neighbours.learn(packet.sourceHigh, packet.sourceLow, packet.sourceMac());
        return maps.destination() != null ? null : toRemote(frame, packet, connection, at);
    }

    /** {@code lb4_local}: the connection's backend if this node remembers it and it is still there, else a new one. */
    private @Nullable LbBackend chooseBackend(long now, Packet packet, LbService service) {
        int result = maps.conntrack.lookup(now, packet, Conntrack.SERVICE);
        CtEntry entry = maps.conntrack.entry();
        if (result == Conntrack.NEW || entry == null) {
            LbBackend chosen = affine(now, packet, service);
            if (chosen == null) {
                chosen = select(packet, service);
            }
            if (chosen != null) {
                entry = maps.conntrack.create(now, packet, Conntrack.SERVICE);
                remember(now, packet, service, entry, chosen);
            }
            return chosen;
        }
        LbBackend known = entry.revNat == service.revNat() ? maps.services.backend(entry.backendId) : null;
        LbBackend chosen = known != null ? known : select(packet, service);
        if (chosen != null) {
            remember(now, packet, service, entry, chosen);
        }
        return chosen;
    }

    private void remember(long now, Packet packet, LbService service, CtEntry entry, LbBackend chosen) {
        entry.backendId = chosen.id();
        entry.revNat = service.revNat();
        if (service.affinitySeconds() > 0) {
            maps.affinity.use(now, packet.sourceHigh, packet.sourceLow, service, chosen.id());
        }
    }

    private @Nullable LbBackend affine(long now, Packet packet, LbService service) {
        if (service.affinitySeconds() == 0) {
            return null;
        }
        return maps.services.backend(maps.affinity.backend(now, packet.sourceHigh, packet.sourceLow, service));
    }

    private @Nullable LbBackend select(Packet packet, LbService service) {
        int id = service.selector()
                .select(packet.sourceHigh, packet.sourceLow, packet.sourcePort, service.port(), packet.protocol);
        return maps.services.backend(id);
    }

    /** The egress entry by which the reply finds its frontend; made anew if the client's port was another service's. */
    private CtEntry connection(long now, Packet packet, LbService service) {
        int result = maps.conntrack.lookup(now, packet, Conntrack.EGRESS);
        CtEntry entry = maps.conntrack.entry();
        if (result != Conntrack.NEW && entry != null) {
            if (entry.revNat == service.revNat()) {
                return entry;
            }
            maps.conntrack.remove(entry);
        }
        CtEntry created = maps.conntrack.create(now, packet, Conntrack.EGRESS);
        created.nodePort = true;
        created.revNat = service.revNat();
        created.sourceIdentity = WORLD;
        return created;
    }

    /** {@code tail_nodeport_nat_ipv4} and {@code _ipv6}, egress: this node's address becomes the source, so that replies come back here. */
    private Verdict toRemote(Frame frame, Packet packet, CtEntry connection, @Nullable NetworkInterface at) {
        int remote = maps.tunnelBits();
        boolean tunnels = remote != 0;
        if ((!tunnels || maps.profile.overlayDecrementsTtl()) && !packet.decrementTtl()) {
            return drop(DropCode.INVALID_PACKET);
        }
        if (tunnels && maps.profile.tracesBeforeSnat()) {
            // Reported whatever conntrack wishes (cilium#22575): every client packet shows on the ingress node.
            reports.trace(TracePoint.TO_OVERLAY, WORLD, Reports.NO_ENDPOINT, Reports.UNKNOWN_RESULT, Conntrack.REPORT);
        }
        NatEntry translated = maps.nat.egress(
                packet, tunnels ? maps.net().routerIp() : maps.net().nodeIp());
        if (translated == null) {
            return drop(DropCode.NO_MAPPING_FOR_NAT_MASQUERADE);
        }
        connection.nat = translated;
        packet.setSource(translated.toAddress, translated.toPort);
        if (!tunnels) {
            Verdict verdict = routes.redirect(packet, at);
            return verdict != null ? verdict : drop(DropCode.FIB_LOOKUP_FAILED);
        }
        if (!maps.profile.tracesBeforeSnat()) {
            reports.trace(TracePoint.TO_OVERLAY, WORLD, Reports.NO_ENDPOINT, Conntrack.ESTABLISHED, Conntrack.REPORT);
        }
        return tunnel.send(frame, remote, WORLD, at);
    }

    private Verdict drop(DropCode code) {
        return reports.drop(code, WORLD, Reports.NO_ENDPOINT);
    }
}
