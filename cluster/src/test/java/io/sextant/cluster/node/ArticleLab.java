package io.sextant.cluster.node;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.cluster.flow.FlowFormat;
import io.sextant.cluster.flow.FlowPrinter;
import io.sextant.cluster.flow.FlowRequest;
import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.kubernetes.ContainerPort;
import io.sextant.cluster.kubernetes.Deployment;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.PodPlan;
import io.sextant.cluster.kubernetes.PodTemplate;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.workload.NginxServer;
import io.sextant.cluster.workload.Workload;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.VirtualTime;
import io.sextant.engine.random.RandomStreams;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.link.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The article's lab without BGP: the router reaches the VIP through the worker of the test's choice. The web pod is
 * 10.0.3.12 on k8s-worker2; after every event no frame may have leaked.
 */
final class ArticleLab {

    static final long SECOND = 1_000_000_000L;
    static final Ipv4Address VIP = Ipv4Address.parse("172.16.10.0");
    static final Ipv4Address WEB_POD_IP = Ipv4Address.parse("10.0.3.12");
    static final ObjectName WEB = ObjectName.inDefault("web1");
    static final ObjectName WEB_SERVICE = ObjectName.inDefault("web1-lb");
    static final ObjectName WEB_POD = ObjectName.inDefault("web1-696bfbbbc4-jnxbc");

    final Simulator simulator = new Simulator(RunLimits.GENEROUS);
    final Network network = new Network(simulator, new RandomStreams(1), new Trace(simulator));
    final List<String> drops = new ArrayList<>();
    final Switch rack = new Switch(network, "rack");
    final Host router = host("bgp-router1", 1, 100);
    /** In the LAN behind the router. */
    final Host client = new Host(network, "client1", HostProfile.LINUX_6_18);

    final Cluster cluster;

    private ArticleLab(ClusterSettings settings, PodProgramStarter programs) {
        network.addDropListener((now, node, port, reason, frame) ->
                drops.add(VirtualTime.format(now) + " " + node + ":" + port + " " + reason.name()));
        simulator.addInvariant(network::frameLeak);
        router.sysctl().setIpForward(true);
        addLan();
        cluster = new Cluster(network, settings, programs);
        node("k8s-master1", "control-plane,master", 10, "10.0.0.0/24", "10.0.0.182");
        node("k8s-worker1", "", 21, "10.0.4.0/24", "10.0.4.105");
        node("k8s-worker2", "", 22, "10.0.3.0/24", "10.0.3.103");
        node("k8s-worker3", "", 23, "10.0.2.0/24", "10.0.2.77");
        cluster.addKubernetesService();
        cluster.controlPlane().plan(new PodPlan(WEB, WEB_POD.name(), "k8s-worker2", List.of(WEB_POD_IP)));
        cluster.controlPlane().apply(webService());
    }

    /** A service as the article's, to be changed and applied before {@link #start}. */
    static Service webService() {
        return Service.of(
                        WEB_SERVICE,
                        ServiceType.LOAD_BALANCER,
                        Map.of("app", "web1"),
                        List.of(new ServicePort("", ServicePort.TCP, 80, 80, 30256)))
                .withClusterIps(List.of(Ipv4Address.parse("10.106.236.120")));
    }

    /** The lab with {@code replicas} web servers, the second and further ones on workers 3, 1, 2. */
    static ArticleLab of(ClusterSettings settings, int replicas) {
        return of(settings, replicas, (host, pod) -> new TinyWeb(host));
    }

    /** The lab with one nginx. */
    static ArticleLab withNginx() {
        return of(ClusterSettings.ARTICLE, 1, (host, pod) -> program(NginxServer.start(host, 80, LabEpoch.ARTICLE)));
    }

    private static PodProgram program(Workload workload) {
        return new PodProgram() {
            @Override
            public void kill() {
                workload.kill();
            }

            @Override
            public void stop(Runnable exited) {
                workload.quit(exited);
            }
        };
    }

    private static ArticleLab of(ClusterSettings settings, int replicas, PodProgramStarter programs) {
        ArticleLab lab = new ArticleLab(settings, programs);
        PodTemplate template =
                new PodTemplate(Map.of("app", "web1"), "nginx:1.21.3", List.of(new ContainerPort("", 80)));
        lab.cluster
                .controlPlane()
                .apply(new Deployment(
                        WEB,
                        replicas,
                        template,
                        "696bfbbbc4",
                        List.of("k8s-worker3", "k8s-worker1", "k8s-worker2"),
                        0));
        return lab;
    }

    static ArticleLab started(CiliumProfile profile) {
        ArticleLab lab = of(ClusterSettings.ARTICLE.withCilium(profile, 0, false), 1);
        lab.start();
        return lab;
    }

    void start() {
        cluster.start();
        run(SECOND);
    }

    /** From now on the router sends the VIP's packets to this node. */
    void routeVipTo(int lastOctet) {
        NetworkInterface device = router.interfaceNamed("enp7s0").orElseThrow();
        router.fib()
                .replace(Route.to(
                        VIP.toHostPrefix(),
                        RouteProtocol.STATIC,
                        NextHop.via(Ipv4Address.parse("192.168.1." + lastOctet), device)));
    }

    TinyCurl curl(Host from, IpAddress target, int port, int localPort) {
        TinyCurl curl = new TinyCurl(from, target, port, localPort);
        run(2 * SECOND);
        return curl;
    }

    void run(long nanos) {
        simulator.runUntil(simulator.nanos() + nanos);
    }

    Host host(String node) {
        return cluster.node(node).host();
    }

    /** Hubble 0.8.2's compact lines of the default namespace, without their time stamps. */
    List<String> flows(FlowSource source) {
        FlowPrinter printer = new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.COMPACT, false);
        return printer.print(source.observe(FlowRequest.last(0)))
                .lines()
                .map(ArticleLab::withoutTime)
                .toList();
    }

    List<String> flows(String node) {
        return flows(cluster.node(node).hubble());
    }

    static String withoutTime(String line) {
        return line.substring("Oct 31 15:43:41.382: ".length());
    }

    private void addLan() {
        NetworkInterface lan = router.addInterface("enp8s0", new MacAddress(0x5254_0000_0201L), 1500);
        lan.addAddress(InterfaceAddress.parse("192.168.10.1/24"));
        NetworkInterface eth0 = client.addInterface("eth0", new MacAddress(0x5254_0000_0202L), 1500);
        eth0.addAddress(InterfaceAddress.parse("192.168.10.50/24"));
        new Link(network, "client1 - router", LinkModel.GIGABIT, eth0, lan);
        client.fib()
                .add(Route.to(
                        Ipv4Prefix.DEFAULT_ROUTE,
                        RouteProtocol.STATIC,
                        NextHop.via(Ipv4Address.parse("192.168.10.1"), eth0)));
    }

    private Host host(String name, int lastOctet, int macOctet) {
        Host host = new Host(network, name, HostProfile.LINUX_6_18);
        NetworkInterface device = host.addInterface("enp7s0", new MacAddress(0x5254_0000_0000L + macOctet), 1500);
        device.addAddress(InterfaceAddress.parse("192.168.1." + lastOctet + "/24"));
        new Link(network, name + " - rack", LinkModel.GIGABIT, device, rack.addPort(name));
        return host;
    }

    private void node(String name, String roles, int lastOctet, String podCidr, String routerIp) {
        Host host = host(name, lastOctet, lastOctet);
        cluster.addNode(
                host,
                roles,
                List.of(new NodeNet(
                        Ipv4Address.parse("192.168.1." + lastOctet),
                        Ipv4Address.parse(routerIp),
                        Ipv4Prefix.parse(podCidr))),
                List.of(host.interfaceNamed("enp7s0").orElseThrow()));
    }
}
