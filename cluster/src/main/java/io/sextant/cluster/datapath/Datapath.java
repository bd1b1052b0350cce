package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.loadbalancer.BackendSelector;
import io.sextant.engine.Scheduler;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Cilium's datapath on one node: the programs on its devices and the maps behind them. Maps outlive the agent, so
 * traffic goes on while the agent is away; they do not outlive the node's power.
 */
public final class Datapath {

    /** The agent's first interval between two garbage collections; later ones adapt. */
    private static final long FIRST_GC_NANOS = 300_000_000_000L;

    private static final long MIN_GC_NANOS = 10_000_000_000L;
    private static final long MAX_GC_NANOS = 12 * 3_600_000_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private final Scheduler scheduler;
    private final String nodeName;
    private final Maps maps;
    private final Reports reports;
    private final NodePort nodePort;
    private final LocalDelivery delivery;
    private final Tunnel tunnel;
    private final FromNetdev fromNetdev;
    private final ToNetdev toNetdev;
    private final XdpNetdev xdpNetdev;
    private long gcNanos = FIRST_GC_NANOS;

    /**
     * Attaches the programs of the node's own devices; native devices and pods follow.
     *
     * @param ipv6 null where the cluster has IPv4 alone
     * @param overlay cilium_vxlan
     * @param ciliumHost the device by which the node's stack reaches pods
     * @param natPorts the stream that source ports are drawn from when the client's is not free
     */
    public Datapath(
            Host host,
            CiliumProfile profile,
            RoutingMode routing,
            NodeNet ipv4,
            @Nullable NodeNet ipv6,
            NetworkInterface overlay,
            NetworkInterface ciliumHost,
            HubbleAgent hubble,
            RandomGenerator natPorts) {
        scheduler = host.network().scheduler();
        nodeName = host.name();
        maps = new Maps(profile, routing, ipv4, ipv6, natPorts);
        reports = new Reports(maps, scheduler, hubble);
        Routes routes = new Routes(host, maps);
        tunnel = new Tunnel(maps, routes, overlay);
        nodePort = new NodePort(maps, scheduler, reports, routes, tunnel);
        delivery = new LocalDelivery(maps, scheduler, reports);
        fromNetdev = new FromNetdev(maps, nodePort, delivery);
        toNetdev = new ToNetdev(maps, reports);
        xdpNetdev = new XdpNetdev(maps, nodePort);
        overlay.attach(HookPoint.TC_INGRESS, new FromOverlay(maps, nodePort, delivery, ciliumHost));
        overlay.attach(HookPoint.TC_EGRESS, new ToOverlay());
        ciliumHost.attach(HookPoint.TC_EGRESS, new FromHost(maps, reports, delivery, tunnel, ciliumHost));
        scheduleGc();
    }

    public CiliumProfile profile() {
        return maps.profile;
    }

    /** Attaches from-netdev and to-netdev to a native device, and with {@code xdp} load balancing in its driver. */
    public void attachNative(NetworkInterface device, boolean xdp) {
        if (xdp && maps.routing == RoutingMode.TUNNEL && !maps.profile.xdpEncapsulates()) {
            throw new IllegalArgumentException(
                    "Cilium " + maps.profile.version() + " cannot load-balance at XDP in tunnel mode");
        }
        if (xdp) {
            device.attach(HookPoint.XDP, xdpNetdev);
        }
        device.attach(HookPoint.TC_INGRESS, fromNetdev);
        device.attach(HookPoint.TC_EGRESS, toNetdev);
    }

    public void addEndpoint(LocalEndpoint endpoint) {
        endpoint.addresses().forEach(address -> maps.endpoints.put(address, endpoint));
        endpoint.attach(new FromContainer(maps, scheduler, reports, nodePort, delivery, tunnel, endpoint));
    }

    /** The pod is gone: packets to it find no endpoint. Its conntrack entries stay until they expire. */
    public void removeEndpoint(LocalEndpoint endpoint) {
        endpoint.addresses().forEach(maps.endpoints::remove);
        endpoint.detach();
    }

    public ServiceMap services() {
        return maps.services;
    }

    public IpCache ipCache() {
        return maps.ipCache;
    }

    /** Entries in both conntrack maps. */
    public int connections() {
        return maps.conntrack.size();
    }

    /** Entries in the address translation map; each flow has two. */
    public int translations() {
        return maps.nat.size();
    }

    /** {@code cilium bpf ct list global}, in the layout of releases 1.8 to 1.15. */
    public List<String> conntrackLines() {
        List<String> lines = new ArrayList<>();
        maps.conntrack.entries().forEach(entry -> lines.add(CtPrinter.line(entry)));
        return lines;
    }

    /**
     * Socket load balancing ({@code bpf_sock}, connect4 and connect6): where a program on this node or in one of its pods ends up
     * when it connects to an address. East-west only; chosen at random, whatever the service's algorithm.
     */
    public SocketTarget connect(IpAddress address, int port, RandomGenerator random) {
        LbService service = maps.services.find(address.high(), address.low(), port);
        if (service == null) {
            return new SocketTarget(address, port);
        }
        List<LbBackend> backends = service.allBackends();
        if (backends.isEmpty()) {
            return SocketTarget.NONE;
        }
        LbBackend chosen = backends.get(random.nextInt(backends.size()));
        return new SocketTarget(chosen.address(), chosen.port());
    }

    /** Power was cut: every map is empty. */
    public void clear() {
        maps.conntrack.clear();
        maps.nat.clear();
        maps.affinity.clear();
        maps.neighbours.clear();
        maps.services.replace(List.of());
        maps.ipCache.clear();
        maps.endpoints.clear();
        gcNanos = FIRST_GC_NANOS;
    }

    private void scheduleGc() {
        scheduler.after(gcNanos, "conntrack-gc " + nodeName, this::collect);
    }

    /** {@code ctmap.calculateInterval} of the LRU maps: shorter when much was found dead, longer when little was. */
    private void collect() {
        double ratio = maps.conntrack.collect(scheduler.nanos());
        if (ratio > 0.25) {
            gcNanos = Math.max(MIN_GC_NANOS, Math.round(gcNanos * (1 - Math.min(ratio, 0.9)) / SECOND) * SECOND);
        } else if (ratio > 0 && ratio < 0.05) {
            gcNanos = Math.min(MAX_GC_NANOS, Math.round(gcNanos * 1.5 / SECOND) * SECOND);
        }
        scheduleGc();
    }

    /** Where a connection goes; {@link #NONE} when the service has no backend and connect() fails. */
    public record SocketTarget(IpAddress address, int port) {

        public static final SocketTarget NONE = new SocketTarget(Ipv4Address.ANY, 0);
    }

    /** A selector that never finds a backend. */
    public static BackendSelector noBackend() {
        return (clientHigh, clientLow, clientPort, servicePort, protocol) -> BackendSelector.NONE;
    }
}
