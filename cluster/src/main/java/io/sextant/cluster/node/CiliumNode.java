package io.sextant.cluster.node;

import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.LocalEndpoint;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.kubernetes.PodRuntime;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.neighbour.NeighbourTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A Kubernetes node: a host with Cilium's devices and programs on it, and the pods it runs. */
public final class CiliumNode implements PodRuntime {

    private static final int DEVICE_MTU_OCTETS = 1500;

    private final Host host;
    private final List<NodeNet> nets;
    private final PodProgramStarter programs;
    private final Identities identities;
    private final PodMacAddresses macs;
    private final RoutingMode routing;
    private final List<NetworkInterface> nativeDevices;
    private final RandomGenerator random;
    private final NetworkInterface ciliumHost;
    private final NetworkInterface ciliumNet;
    private final NetworkInterface overlay;
    private final Datapath datapath;
    private final HubbleAgent hubble;
    private final TreeMap<ObjectName, PodSandbox> sandboxes = new TreeMap<>();
    private final TreeSet<Integer> endpointIds = new TreeSet<>();

    CiliumNode(
            Host host,
            List<NodeNet> nets,
            List<NetworkInterface> nativeDevices,
            ClusterSettings settings,
            PodProgramStarter programs,
            Identities identities,
            PodMacAddresses macs) {
        this.host = host;
        this.nets = List.copyOf(nets);
        this.programs = programs;
        this.identities = identities;
        this.macs = macs;
        this.routing = settings.routing();
        this.nativeDevices = List.copyOf(nativeDevices);
        Network network = host.network();
        random = network.random("cilium-node " + host.name());
        host.sysctl().setIpForward(true);
        host.ipv6().sysctl().setForwarding(nets.size() > 1);
        ciliumHost = host.addInterface("cilium_host", macs.take(), DEVICE_MTU_OCTETS);
        ciliumNet = host.addInterface("cilium_net", macs.take(), DEVICE_MTU_OCTETS);
        new Link(network, host.name() + ":cilium_host", LinkModel.IDEAL, ciliumHost, ciliumNet);
        nets.forEach(net -> NodeRoutes.addAddress(ciliumHost, net.routerIp()));
        overlay = host.addVxlan("cilium_vxlan", macs.take(), DEVICE_MTU_OCTETS);
        hubble = new HubbleAgent(host.name(), settings.epoch());
        datapath = new Datapath(
                host,
                settings.cilium(),
                settings.routing(),
                nets.get(0),
                nets.size() > 1 ? nets.get(1) : null,
                overlay,
                ciliumHost,
                hubble,
                network.random("snat-ports " + host.name()));
        nativeDevices.forEach(device -> datapath.attachNative(device, settings.xdp()));
        for (NodeNet net : nets) {
            host.fib(net.version()).add(NodeRoutes.added(net.routerIp().toHostPrefix(), NextHop.on(ciliumHost)));
        }
        routeTo(this);
        resolveRouter();
    }

    public String name() {
        return host.name();
    }

    public Host host() {
        return host;
    }

    public Datapath datapath() {
        return datapath;
    }

    public HubbleAgent hubble() {
        return hubble;
    }

    /** The address of cilium_host: what SNAT writes into clients' packets, and the source of the node's own to pods. */
    public Ipv4Address routerIp() {
        return (Ipv4Address) nets.get(0).routerIp();
    }

    /** What the node is in each version of IP it has, IPv4 first. */
    public List<NodeNet> nets() {
        return nets;
    }

    public NetworkInterface ciliumHost() {
        return ciliumHost;
    }

    public NetworkInterface overlay() {
        return overlay;
    }

    /** The network namespace of a pod that runs here. */
    public Optional<Host> podHost(ObjectName pod) {
        return Optional.ofNullable(sandboxes.get(pod)).map(PodSandbox::host);
    }

    /** The host's side of a pod's veth pair. */
    public Optional<NetworkInterface> podDevice(ObjectName pod) {
        return Optional.ofNullable(sandboxes.get(pod)).map(PodSandbox::lxc);
    }

    /**
     * {@code 10.0.3.0/24 via 10.0.4.105 dev cilium_host src 10.0.4.105}: pods are behind the router address. With native
     * routing those of another node are behind that node.
     */
    void routeTo(CiliumNode node) {
        for (NodeNet net : node.nets) {
            host.fib(net.version()).add(routeTo(net, node != this));
        }
    }

    private Route routeTo(NodeNet net, boolean elsewhere) {
        if (routing == RoutingMode.NATIVE && elsewhere) {
            return NodeRoutes.added(net.podCidr(), NextHop.via(net.nodeIp(), nativeDevices.get(0)));
        }
        IpAddress router = net(net.version()).routerIp();
        return NodeRoutes.added(net.podCidr(), NextHop.via(router, ciliumHost)).withPreferredSource(router);
    }

    private NodeNet net(IpVersion version) {
        return nets.get(version == IpVersion.IPV4 ? 0 : 1);
    }

    /** cilium_host does not ask by ARP: what is sent there goes to cilium_net's address, and from-host sees to it. */
    void resolveRouter() {
        for (NodeNet net : nets) {
            neighbours(net).addPermanent(ciliumHost, net.routerIp(), ciliumNet.mac());
        }
    }

    /** The agent keeps the other nodes' MAC addresses at hand, for programs that cannot wait for ARP. */
    void resolve(CiliumNode other) {
        for (NodeNet net : other.nets) {
            neighbours(net).solicit(nativeDevices.get(0), net.nodeIp());
        }
    }

    private NeighbourTable neighbours(NodeNet net) {
        return net.version() == IpVersion.IPV4 ? host.neighbours() : host.ipv6().neighbours();
    }

    /** Power was cut: the maps were memory. */
    void clear() {
        datapath.clear();
        hubble.stop();
    }

    @Override
    public void start(Pod pod, List<IpAddress> ips) {
        PodSandbox sandbox = sandboxes.computeIfAbsent(pod.name(), this::newSandbox);
        int id = newEndpointId();
        FlowEndpoint flow = new FlowEndpoint(
                id,
                identities.of(pod),
                pod.name().namespace(),
                identities.labels(pod),
                pod.name().name());
        LocalEndpoint endpoint =
                new LocalEndpoint(id, ips, sandbox.lxc(), sandbox.eth0().macBits(), flow);
        sandbox.up(ips, endpoint);
        datapath.addEndpoint(endpoint);
        sandbox.run(programs.start(sandbox.host(), pod));
    }

    @Override
    public void restart(Pod pod) {
        PodSandbox sandbox = sandboxes.get(pod.name());
        if (sandbox != null) {
            sandbox.run(programs.start(sandbox.host(), pod));
        }
    }

    @Override
    public void kill(Pod pod) {
        PodSandbox sandbox = sandboxes.get(pod.name());
        if (sandbox != null) {
            sandbox.kill();
        }
    }

    @Override
    public void terminate(Pod pod, Runnable exited) {
        PodSandbox sandbox = sandboxes.get(pod.name());
        if (sandbox == null) {
            exited.run();
        } else {
            sandbox.stop(exited);
        }
    }

    @Override
    public void remove(Pod pod) {
        PodSandbox sandbox = sandboxes.get(pod.name());
        LocalEndpoint endpoint = sandbox == null ? null : sandbox.endpoint();
        if (sandbox != null && endpoint != null) {
            datapath.removeEndpoint(endpoint);
            endpointIds.remove(endpoint.id());
            sandbox.down();
        }
    }

    private PodSandbox newSandbox(ObjectName pod) {
        String lxcName = "lxc" + String.format(Locale.ROOT, "%012x", random.nextLong() >>> 16);
        return new PodSandbox(host, pod.toString(), lxcName, macs.take(), macs.take(), nets);
    }

    private int newEndpointId() {
        int id;
        do {
            id = 1 + random.nextInt(4095);
        } while (!endpointIds.add(id));
        return id;
    }
}
