package io.sextant.cluster.node;

import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import java.util.Map;

/**
 * The agent of one node: keeps the datapath's maps equal to what the API says. While it is away the maps stay as they
 * are and traffic goes on by them; Hubble, which lives inside it, forgets.
 */
public final class CiliumAgent {

    private final String nodeName;
    private final ControlPlane controlPlane;
    private final Datapath datapath;
    private final HubbleAgent hubble;
    private final Identities identities;
    private final ServiceProgrammer services;
    private final Map<String, List<NodeNet>> nets;
    private final RoutingMode routing;
    private final long syncNanos;
    private boolean running = true;
    private boolean pending;

    CiliumAgent(
            String nodeName,
            ControlPlane controlPlane,
            Datapath datapath,
            HubbleAgent hubble,
            Identities identities,
            ServiceProgrammer services,
            Map<String, List<NodeNet>> nets,
            RoutingMode routing) {
        this.nodeName = nodeName;
        this.controlPlane = controlPlane;
        this.datapath = datapath;
        this.hubble = hubble;
        this.identities = identities;
        this.services = services;
        this.nets = nets;
        this.routing = routing;
        this.syncNanos = datapath.profile().syncNanos();
        ApiStore store = controlPlane.store();
        store.nodes().watch((before, after) -> changed());
        store.pods().watch((before, after) -> changed());
        store.services().watch((before, after) -> changed());
        store.endpoints().watch((before, after) -> changed());
    }

    public HubbleAgent hubble() {
        return hubble;
    }

    public boolean isRunning() {
        return running;
    }

    /** The process dies. Maps and programs stay. */
    public void kill() {
        running = false;
        hubble.stop();
    }

    /** The process runs again: reads the API and brings the maps up to date after its sync delay. */
    public void start() {
        running = true;
        hubble.start(controlPlane.delay().nowNanos());
        changed();
    }

    private void changed() {
        if (running && !pending && controlPlane.delay().isStarted()) {
            pending = true;
            controlPlane.delay().run(syncNanos, "agent-sync " + nodeName, this::syncPending);
        }
    }

    private void syncPending() {
        pending = false;
        if (running) {
            sync();
        }
    }

    /** Writes all maps from the API as it is. */
    void sync() {
        ApiStore store = controlPlane.store();
        datapath.services().replace(services.program(store));
        datapath.ipCache().clear();
        for (KubeNode node : store.nodes().list()) {
            putNode(node);
        }
        for (Pod pod : store.pods().list()) {
            String onNode = pod.nodeName();
            if (onNode != null && !pod.ips().isEmpty()) {
                putPod(store, pod, onNode);
            }
        }
    }

    private void putNode(KubeNode node) {
        String name = node.name().name();
        boolean own = name.equals(nodeName);
        FlowEndpoint endpoint = (own ? ReservedIdentity.HOST : ReservedIdentity.REMOTE_NODE).endpoint();
        boolean tunnels = routing == RoutingMode.TUNNEL;
        for (NodeNet net : nets.getOrDefault(name, List.of())) {
            datapath.ipCache().put(net.nodeIp(), endpoint, null);
            datapath.ipCache().put(net.routerIp(), endpoint, own || !tunnels ? null : tunnelIp(node));
            if (!own && tunnels) {
                datapath.ipCache().putTunnel(net.podCidr(), tunnelIp(node));
            }
        }
    }

    private void putPod(ApiStore store, Pod pod, String onNode) {
        FlowEndpoint endpoint = new FlowEndpoint(
                0,
                identities.of(pod),
                pod.name().namespace(),
                identities.labels(pod),
                pod.name().name());
        Ipv4Address tunnel = onNode.equals(nodeName) || routing == RoutingMode.NATIVE
                ? null
                : store.nodes()
                        .find(ObjectName.clusterWide(onNode))
                        .map(CiliumAgent::tunnelIp)
                        .orElse(null);
        pod.ips().forEach(ip -> datapath.ipCache().put(ip, endpoint, tunnel));
    }

    /** Tunnels are IPv4: every node's primary address is. */
    private static Ipv4Address tunnelIp(KubeNode node) {
        return (Ipv4Address) node.internalIp();
    }
}
