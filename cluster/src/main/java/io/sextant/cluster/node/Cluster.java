package io.sextant.cluster.node;

import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.HubbleRelay;
import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.service.AddressAllocator;
import io.sextant.cluster.service.LoadBalancerController;
import io.sextant.cluster.service.ServiceAdmission;
import io.sextant.cluster.speaker.AnnounceRules;
import io.sextant.cluster.speaker.PrefixAnnouncer;
import io.sextant.cluster.speaker.ServiceSpeaker;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes cluster on a network: first add nodes, then plan pods and apply deployments, services and ingresses on its
 * {@link #controlPlane()}, then {@link #start()}. Until then everything is there at once.
 *
 * <p>A node's power is its host's: {@code host.powerOff()} takes kubelet, pods, agent and maps along, and
 * {@code host.powerOn()} brings them back after the profile's boot time. BGP on the nodes is the caller's: it drives a
 * daemon through {@link #speaker}.
 */
public final class Cluster {

    private static final int API_SERVER_PORT = 6443;

    private final Network network;
    private final ClusterSettings settings;
    private final PodProgramStarter programs;
    private final ControlPlane controlPlane;
    private final Identities identities;
    private final PodMacAddresses macs = new PodMacAddresses();
    private final Map<String, CiliumNode> nodes = new LinkedHashMap<>();
    private final Map<String, CiliumAgent> agents = new LinkedHashMap<>();
    private final Map<String, List<NodeNet>> nets = new LinkedHashMap<>();
    private final List<HubbleAgent> hubbles = new ArrayList<>();
    private final HubbleRelay relay = new HubbleRelay(Collections.unmodifiableList(hubbles));

    public Cluster(Network network, ClusterSettings settings, PodProgramStarter programs) {
        this.network = network;
        this.settings = settings;
        this.programs = programs;
        controlPlane = new ControlPlane(
                network.scheduler(),
                settings.kubernetes(),
                network.random("pod-names " + settings.name()),
                new ServiceAdmission(settings.serviceCidrs(), network.random("service-addresses " + settings.name())));
        identities = new Identities(network.random("identities " + settings.name()), settings.name());
        new LoadBalancerController(controlPlane.store(), new AddressAllocator(settings.allocation(), settings.pools()));
    }

    public ClusterSettings settings() {
        return settings;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /**
     * Makes a host a node of the cluster.
     *
     * @param roles as kubectl prints them, such as {@code control-plane,master}; empty for none
     * @param nodeNets what it is in IPv4 and, in a dual-stack cluster, in IPv6; its addresses on the nodes' network are
     *     already on one of {@code nativeDevices}
     * @param nativeDevices the devices Cilium attaches to
     */
    public CiliumNode addNode(Host host, String roles, List<NodeNet> nodeNets, List<NetworkInterface> nativeDevices) {
        KubeNode object = new KubeNode(
                ObjectName.clusterWide(host.name()),
                roles,
                nodeNets.stream().map(NodeNet::nodeIp).toList(),
                nodeNets.stream().map(NodeNet::podCidr).toList(),
                Collections.singletonMap("kubernetes.io/hostname", host.name()),
                settings.versions(),
                false,
                true,
                -settings.ageNanos());
        CiliumNode node = new CiliumNode(host, nodeNets, nativeDevices, settings, programs, identities, macs);
        for (CiliumNode other : nodes.values()) {
            other.routeTo(node);
            node.routeTo(other);
        }
        nodes.put(host.name(), node);
        nets.put(host.name(), List.copyOf(nodeNets));
        hubbles.add(node.hubble());
        agents.put(
                host.name(),
                new CiliumAgent(
                        host.name(),
                        controlPlane,
                        node.datapath(),
                        node.hubble(),
                        identities,
                        new ServiceProgrammer(
                                host.name(), object.internalIps(), settings, network.random("backends " + host.name())),
                        nets,
                        settings.routing()));
        controlPlane.addNode(
                object, node, nodeNets.stream().map(NodeNet::routerIp).toArray(IpAddress[]::new));
        host.addPowerListener(on -> {
            if (on) {
                powerOn(host.name());
            } else {
                powerOff(host.name());
            }
        });
        return node;
    }

    /** The service kubernetes, as every cluster has it, with the control plane nodes behind it. */
    public void addKubernetesService() {
        ObjectName name = ObjectName.inDefault("kubernetes");
        IpAddress first = settings.serviceCidrs().get(0).address().plus(1);
        Service service = Service.of(
                        name,
                        ServiceType.CLUSTER_IP,
                        Map.of(),
                        List.of(new ServicePort("https", ServicePort.TCP, 443, API_SERVER_PORT, 0)))
                .withClusterIps(List.of(first))
                .withCreatedNanos(-settings.ageNanos());
        controlPlane.apply(service);
        List<Endpoints.Address> masters = new ArrayList<>();
        for (KubeNode node : controlPlane.store().nodes().list()) {
            if (node.roles().contains("control-plane")) {
                masters.add(new Endpoints.Address(node.internalIp(), node.name().name(), ObjectName.clusterWide("")));
            }
        }
        controlPlane
                .store()
                .endpoints()
                .put(new Endpoints(name, masters, List.of(), List.of(API_SERVER_PORT), -settings.ageNanos()));
    }

    /** All maps are written, and from now on things take time. */
    public void start() {
        agents.values().forEach(CiliumAgent::sync);
        nodes.values().forEach(this::resolveOthers);
        controlPlane.start();
    }

    /** Nodes in the order they were added. */
    public List<CiliumNode> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The node of that name; throws {@link IllegalArgumentException} when there is none. */
    public CiliumNode node(String name) {
        CiliumNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name);
        }
        return node;
    }

    /** The Cilium agent of a node. */
    public CiliumAgent agent(String node) {
        CiliumAgent agent = agents.get(node(node).name());
        if (agent == null) {
            throw new IllegalStateException("node " + node + " has no agent");
        }
        return agent;
    }

    /** Hubble of all nodes that answer. */
    public HubbleRelay relay() {
        return relay;
    }

    /** The network namespace of a running pod. */
    public Optional<Host> podHost(ObjectName pod) {
        return controlPlane.store().pods().find(pod).map(Pod::nodeName).flatMap(node -> node(node)
                .podHost(pod));
    }

    /** What decides on a node which prefixes are announced; not started yet. */
    public ServiceSpeaker speaker(String node, AnnounceRules rules, PrefixAnnouncer announcer) {
        return new ServiceSpeaker(node(node).name(), controlPlane.store(), rules, announcer);
    }

    /**
     * Where a connection really goes that a program on a node or in one of its pods opens: a service's address is
     * translated when connect() is called (socket load balancing), any other is left alone.
     */
    public Datapath.SocketTarget connectFrom(String node, IpAddress address, int port) {
        return node(node).datapath().connect(address, port, network.random("socket-backends " + node));
    }

    /** Only where programs send to other nodes by themselves. */
    private void resolveOthers(CiliumNode node) {
        if (settings.xdp() || settings.routing() == RoutingMode.NATIVE) {
            nodes.values().stream().filter(other -> other != node).forEach(other -> node.resolve(other));
        }
    }

    private void powerOff(String name) {
        controlPlane.nodePowerOff(name);
        agent(name).kill();
        node(name).clear();
    }

    private void powerOn(String name) {
        CiliumNode node = node(name);
        node.resolveRouter();
        controlPlane.nodePowerOn(name, () -> {
            CiliumAgent agent = agent(name);
            agent.start();
            agent.sync();
            resolveOthers(node);
        });
    }
}
