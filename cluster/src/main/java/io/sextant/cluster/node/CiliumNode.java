package io.sextant.cluster.node;

import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.LocalEndpoint;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.kubernetes.PodRuntime;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
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
    private final KubeNode object;
    private final Ipv4Address routerIp;
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
            KubeNode object,
            Ipv4Address routerIp,
            List<NetworkInterface> nativeDevices,
            ClusterSettings settings,
            PodProgramStarter programs,
            Identities identities,
            PodMacAddresses macs) {
        this.host = host;
        this.object = object;
        this.routerIp = routerIp;
        this.programs = programs;
        this.identities = identities;
        this.macs = macs;
        this.routing = settings.routing();
        this.nativeDevices = List.copyOf(nativeDevices);
        Network network = host.network();
        random = network.random("cilium-node " + host.name());
        host.sysctl().setIpForward(true);
        ciliumHost = host.addInterface("cilium_host", macs.take(), DEVICE_MTU_OCTETS);
        ciliumNet = host.addInterface("cilium_net", macs.take(), DEVICE_MTU_OCTETS);
        new Link(network, host.name() + ":cilium_host", LinkModel.IDEAL, ciliumHost, ciliumNet);
        ciliumHost.addAddress(new InterfaceAddress(routerIp, 32));
        overlay = host.addVxlan("cilium_vxlan", macs.take(), DEVICE_MTU_OCTETS);
        hubble = new HubbleAgent(host.name(), settings.epoch());
        datapath = new Datapath(
                host,
                settings.cilium(),
                settings.routing(),
                object.internalIp(),
                routerIp,
                object.podCidr(),
                overlay,
                ciliumHost,
                hubble,
                network.random("snat-ports " + host.name()));
        nativeDevices.forEach(device -> datapath.attachNative(device, settings.xdp()));
        host.fib().add(Route.to(routerIp.toHostPrefix(), RouteProtocol.BOOT, NextHop.on(ciliumHost)));
        routeTo(object);
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
        return routerIp;
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
    void routeTo(KubeNode node) {
        if (routing == RoutingMode.NATIVE && !node.name().equals(object.name())) {
            NetworkInterface device = nativeDevices.get(0);
            host.fib().add(Route.to(node.podCidr(), RouteProtocol.BOOT, NextHop.via(node.internalIp(), device)));
            return;
        }
        host.fib()
                .add(Route.to(node.podCidr(), RouteProtocol.BOOT, NextHop.via(routerIp, ciliumHost))
                        .withPreferredSource(routerIp));
    }

    /** cilium_host does not ask by ARP: what is sent there goes to cilium_net's address, and from-host sees to it. */
    void resolveRouter() {
        host.neighbours().addPermanent(ciliumHost, routerIp, ciliumNet.mac());
    }

    /** The agent keeps the other nodes' MAC addresses at hand, for programs that cannot wait for ARP. */
    void resolve(KubeNode other) {
        host.neighbours().solicit(nativeDevices.get(0), other.internalIp().bits());
    }

    /** Power was cut: the maps were memory. */
    void clear() {
        datapath.clear();
        hubble.stop();
    }

    @Override
    public void start(Pod pod, Ipv4Address ip) {
        PodSandbox sandbox = sandboxes.computeIfAbsent(pod.name(), this::newSandbox);
        int id = newEndpointId();
        FlowEndpoint flow = new FlowEndpoint(
                id,
                identities.of(pod),
                pod.name().namespace(),
                identities.labels(pod),
                pod.name().name());
        LocalEndpoint endpoint =
                new LocalEndpoint(id, ip, sandbox.lxc(), sandbox.eth0().macBits(), flow);
        sandbox.up(ip, endpoint);
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
        return new PodSandbox(host, pod.toString(), lxcName, macs.take(), macs.take(), routerIp);
    }

    private int newEndpointId() {
        int id;
        do {
            id = 1 + random.nextInt(4095);
        } while (!endpointIds.add(id));
        return id;
    }

    KubeNode object() {
        return object;
    }
}
