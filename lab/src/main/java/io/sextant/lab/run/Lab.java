package io.sextant.lab.run;

import io.sextant.cluster.node.Cluster;
import io.sextant.cluster.node.PodProgramStarter;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.topology.HostSpeakerSpec;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One built lab: everything of one run hangs on it, so many can stand side by side. */
public final class Lab {

    /** Hears of a pod's network namespace each time a process is started in it. */
    interface PodListener {
        void onPod(String name, Host pod);
    }

    private final Scenario scenario;
    private final Simulator simulator;
    private final Network network;
    private final Trace trace;
    private final Names names;
    private final Map<String, Host> hosts;
    private final Map<String, Host> pods = new LinkedHashMap<>();
    private final Cables cables;
    private final Map<String, Router> routers = new LinkedHashMap<>();
    private final @Nullable Cluster cluster;
    private final Map<String, NodeSpeaker> speakers = new LinkedHashMap<>();
    private final List<PodListener> podListeners = new ArrayList<>();
    private final Journal journal;
    private final ConnectionLedger connections;
    private final LossLedger losses;
    private final DatagramLedger datagrams;

    /** Builds what the scenario describes; nothing has run yet. */
    public Lab(Scenario scenario, RunLimits limits) {
        this.scenario = scenario;
        simulator = new Simulator(limits);
        trace = new Trace(simulator);
        network = new Network(simulator, new RandomStreams(scenario.seed()), trace);
        trace.text("scenario " + scenario.name() + " seed " + scenario.seed());
        names = new Names(scenario.topology());
        journal = new Journal(names);
        connections = new ConnectionLedger(network);
        losses = new LossLedger(network);
        datagrams = new DatagramLedger(network);
        NetworkBuilder builder = new NetworkBuilder(network, scenario.topology());
        builder.build();
        hosts = builder.hosts();
        hosts.values().forEach(this::nameLinkLocals);
        cables = builder.cables();
        for (NodeSpec node : scenario.topology().nodes()) {
            Host host = hosts.get(node.name());
            if (host != null) {
                new UdpListeners(host, node, datagrams).start();
                HttpListeners.start(host, node.listen(), Consoles.epoch(scenario));
                HostSpeakerSpec speaker = node.speaker();
                if (speaker != null) {
                    speakers.put(node.name(), new HostSpeaker(speaker, host));
                }
            }
        }
        for (NodeSpec node : scenario.topology().nodes(NodeKind.FRR_ROUTER)) {
            addRouter(node);
        }
        ClusterSpec clusterSpec = scenario.cluster();
        if (clusterSpec == null) {
            cluster = null;
        } else {
            ClusterBuilder clusterBuilder = new ClusterBuilder(network, scenario, clusterSpec, hosts);
            Workloads workloads = new Workloads(this, clusterSpec);
            PodProgramStarter starter = (pod, object) -> {
                podStarted(object.name().toString(), pod);
                return workloads.start(pod, object);
            };
            cluster = clusterBuilder.build(starter);
            clusterBuilder.applyObjects(cluster);
            speakers.putAll(new SpeakerBuilder(scenario, clusterSpec, cluster).build());
            watchIntake(clusterSpec);
        }
    }

    /** Puts what starts by itself into the event queue: routers and hosts' speakers at time 0, the cluster and its speakers. */
    void start() {
        routers.values().forEach(Router::boot);
        speakers.values().stream().filter(HostSpeaker.class::isInstance).forEach(NodeSpeaker::start);
        Cluster built = cluster;
        ClusterSpec spec = scenario.cluster();
        if (built != null && spec != null) {
            built.start();
            speakers.forEach((node, speaker) -> {
                if (speaker instanceof ServiceAnnouncer) {
                    simulator.at(spec.speaker().startNanos(), "speaker starts " + node, speaker::start);
                }
            });
        }
    }

    public Scenario scenario() {
        return scenario;
    }

    public Simulator simulator() {
        return simulator;
    }

    public Network network() {
        return network;
    }

    public Trace trace() {
        return trace;
    }

    public Names names() {
        return names;
    }

    public Cables cables() {
        return cables;
    }

    public Journal journal() {
        return journal;
    }

    public ConnectionLedger connections() {
        return connections;
    }

    public LossLedger losses() {
        return losses;
    }

    DatagramLedger datagrams() {
        return datagrams;
    }

    /** Hosts by node name, in the scenario's order; switches are not among them. */
    public Map<String, Host> hosts() {
        return Collections.unmodifiableMap(hosts);
    }

    /** A node's or a pod's ({@code namespace/pod}) network namespace. */
    public Optional<Host> host(String name) {
        Host host = hosts.get(name);
        return Optional.ofNullable(host != null ? host : pods.get(name));
    }

    /** As {@link #host}, for names the scenario has checked. */
    Host requireHost(String name) {
        return host(name).orElseThrow(() -> new IllegalStateException("no host was built for " + name));
    }

    public Map<String, Router> routers() {
        return Collections.unmodifiableMap(routers);
    }

    public Optional<Router> router(String name) {
        return Optional.ofNullable(routers.get(name));
    }

    public Optional<Cluster> cluster() {
        return Optional.ofNullable(cluster);
    }

    public Optional<NodeSpeaker> speaker(String node) {
        return Optional.ofNullable(speakers.get(node));
    }

    /** Pods that have run so far, by {@code namespace/pod}. */
    public Map<String, Host> pods() {
        return Collections.unmodifiableMap(pods);
    }

    void onPod(PodListener listener) {
        podListeners.add(listener);
        pods.forEach(listener::onPod);
    }

    /** Where a destination is now; empty while a service has no address yet. */
    Optional<IpAddress> address(Destination destination) {
        ServiceName service = destination.service();
        String node = destination.node();
        if (service != null) {
            return serviceAddress(service);
        }
        if (node != null) {
            return address(node, IpVersion.IPV4).or(() -> address(node, IpVersion.IPV6));
        }
        return Optional.ofNullable(destination.address());
    }

    /** As above, of that version. */
    Optional<IpAddress> address(Destination destination, IpVersion version) {
        String node = destination.node();
        return node != null
                ? address(node, version)
                : address(destination).filter(address -> address.version() == version);
    }

    private Optional<IpAddress> address(String node, IpVersion version) {
        Host host = requireHost(node);
        // The addresses on its cables come first: those on lo may be shared with other machines.
        return Stream.concat(
                        host.interfaces().stream().filter(device -> device != host.loopback()),
                        Stream.of(host.loopback()))
                .flatMap(device -> addresses(device, version))
                .findFirst();
    }

    /** Addresses by which others may reach it. */
    private static Stream<IpAddress> addresses(NetworkInterface device, IpVersion version) {
        if (version == IpVersion.IPV4) {
            return device.addresses().stream()
                    .map(address -> address.address())
                    .filter(address -> !address.isLoopback())
                    .map(address -> address);
        }
        return device.ipv6Addresses().stream()
                .map(address -> address.address())
                .filter(address -> !address.isLinkLocal() && !address.equals(Ipv6Address.LOOPBACK))
                .map(address -> address);
    }

    private void nameLinkLocals(Host host) {
        for (NetworkInterface device : host.interfaces()) {
            device.ipv6Addresses().forEach(address -> names.add(address.address(), host.name()));
        }
    }

    /** A service's load balancer address, or its cluster IP where it has no other. */
    Optional<IpAddress> serviceAddress(ServiceName name) {
        return cluster()
                .flatMap(built -> built.controlPlane().store().services().find(ClusterBuilder.name(name)))
                .flatMap(service -> service.loadBalancerIps().isEmpty()
                        ? Optional.ofNullable(service.clusterIp())
                        : Optional.of(service.loadBalancerIps().get(0)));
    }

    private void addRouter(NodeSpec node) {
        FrrConfig config = node.frr();
        Host host = requireHost(node.name());
        journal.watchFib(host);
        if (config != null) {
            routers.put(node.name(), new Router(node, config, host, journal));
        }
    }

    private void podStarted(String name, Host pod) {
        boolean known = pods.put(name, pod) == pod;
        if (!known) {
            pod.interfaceNamed("eth0").ifPresent(eth0 -> connections.watchPod(name, eth0));
        }
        podListeners.forEach(listener -> listener.onPod(name, pod));
    }

    /** Taps every node's cable on the cluster's network. */
    private void watchIntake(ClusterSpec spec) {
        LoadBalancedAddresses addresses = new PoolAddresses(spec.pools());
        long bucketNanos = Buckets.width(scenario.durationNanos());
        for (NodeSpec node : scenario.topology().nodes(NodeKind.K8S_NODE)) {
            for (InterfaceSpec each : node.interfaces()) {
                String end = node.name() + ":" + each.name();
                Optional<Link> cable = cables.named(end);
                if (spec.network().equals(each.network()) && cable.isPresent()) {
                    connections.watchNode(
                            requireDevice(node.name(), each.name()),
                            cable.get(),
                            cables.isNearEnd(end),
                            bucketNanos,
                            addresses);
                }
            }
        }
    }

    private NetworkInterface requireDevice(String node, String interfaceName) {
        return device(node, interfaceName)
                .orElseThrow(() -> new IllegalStateException("there is no " + node + ":" + interfaceName));
    }

    /** The interface of a node or pod. */
    Optional<NetworkInterface> device(String node, String interfaceName) {
        return host(node).flatMap(host -> host.interfaceNamed(interfaceName));
    }
}
