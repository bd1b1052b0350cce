package io.sextant.lab.run;

import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.kubernetes.ContainerPort;
import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.Deployment;
import io.sextant.cluster.kubernetes.Ingress;
import io.sextant.cluster.kubernetes.IpFamilies;
import io.sextant.cluster.kubernetes.KubernetesProfile;
import io.sextant.cluster.kubernetes.KubernetesVersions;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.PathKind;
import io.sextant.cluster.kubernetes.PodPlan;
import io.sextant.cluster.kubernetes.PodTemplate;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.cluster.node.Cluster;
import io.sextant.cluster.node.ClusterSettings;
import io.sextant.cluster.node.PodProgramStarter;
import io.sextant.cluster.service.AddressPool;
import io.sextant.cluster.service.AllocationRules;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.cluster.BackendAlgorithm;
import io.sextant.lab.scenario.cluster.CiliumVersion;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.DeploymentSpec;
import io.sextant.lab.scenario.cluster.IngressRule;
import io.sextant.lab.scenario.cluster.IngressSpec;
import io.sextant.lab.scenario.cluster.PodSpec;
import io.sextant.lab.scenario.cluster.PoolSpec;
import io.sextant.lab.scenario.cluster.Routing;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.topology.KubernetesNodeSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Map;

/** Makes hosts a Kubernetes cluster, as the scenario describes it. */
final class ClusterBuilder {

    private final Network network;
    private final Scenario scenario;
    private final ClusterSpec spec;
    private final Map<String, Host> hosts;

    ClusterBuilder(Network network, Scenario scenario, ClusterSpec spec, Map<String, Host> hosts) {
        this.network = network;
        this.scenario = scenario;
        this.spec = spec;
        this.hosts = hosts;
    }

    /** The cluster with its nodes and without objects, not started yet. */
    Cluster build(PodProgramStarter programs) {
        Cluster cluster = new Cluster(network, settings(), programs);
        for (NodeSpec node : scenario.topology().nodes(NodeKind.K8S_NODE)) {
            addNode(cluster, node);
        }
        cluster.addKubernetesService();
        return cluster;
    }

    /** Applies the scenario's objects; pods may start on the spot. */
    void applyObjects(Cluster cluster) {
        ControlPlane plane = cluster.controlPlane();
        for (PodSpec pod : spec.pods()) {
            plane.plan(new PodPlan(
                    new ObjectName(pod.namespace(), pod.deployment()), pod.name(), pod.node(), addresses(pod)));
        }
        spec.deployments().forEach(each -> plane.apply(deployment(each)));
        spec.services().forEach(each -> plane.apply(service(each)));
        IngressSpec ingress = spec.ingress();
        if (ingress != null) {
            plane.apply(ingress(ingress));
        }
    }

    private static List<IpAddress> addresses(PodSpec pod) {
        IpAddress address = pod.address();
        return address == null ? List.of() : List.of(address);
    }

    static ObjectName name(ServiceName service) {
        return new ObjectName(service.namespace(), service.name());
    }

    private ClusterSettings settings() {
        boolean maglev = spec.cilium().algorithm() == BackendAlgorithm.MAGLEV;
        return new ClusterSettings(
                spec.name(),
                spec.cilium().version() == CiliumVersion.V1_10 ? CiliumProfile.V1_10 : CiliumProfile.V1_14,
                maglev ? spec.cilium().maglevTableSize() : 0,
                spec.cilium().routing() == Routing.NATIVE ? RoutingMode.NATIVE : RoutingMode.TUNNEL,
                spec.cilium().xdp(),
                KubernetesProfile.V1_22,
                new KubernetesVersions(
                        spec.versions().kubernetes(),
                        spec.versions().osImage(),
                        spec.versions().kernel(),
                        spec.versions().containerRuntime()),
                spec.serviceCidrs(),
                switch (spec.speaker().kind()) {
                    case METALLB -> AllocationRules.METALLB_0_10;
                    case METALLB_FRR, NONE -> AllocationRules.METALLB_0_13;
                    case CILIUM -> AllocationRules.CILIUM;
                },
                spec.pools().stream().map(ClusterBuilder::pool).toList(),
                Consoles.epoch(scenario),
                spec.ageNanos());
    }

    private static AddressPool pool(PoolSpec pool) {
        return new AddressPool(
                pool.name(),
                pool.addresses().stream()
                        .map(range -> new AddressPool.Range(range.first(), range.last()))
                        .toList(),
                pool.avoidBuggyIps(),
                pool.autoAssign());
    }

    private void addNode(Cluster cluster, NodeSpec node) {
        Host host = host(node);
        KubernetesNodeSpec kubernetes = kubernetes(node);
        List<NetworkInterface> devices = host.interfaces().stream()
                .filter(device -> device.addresses().stream()
                        .anyMatch(address -> address.address().equals(kubernetes.internalAddress())))
                .toList();
        cluster.addNode(
                host,
                kubernetes.role() == NodeRole.CONTROL_PLANE ? "control-plane,master" : "",
                kubernetes.nets().stream()
                        .map(net -> new NodeNet(net.internalAddress(), net.routerAddress(), net.podCidr()))
                        .toList(),
                devices);
    }

    private Deployment deployment(DeploymentSpec each) {
        String port = each.portName();
        return new Deployment(
                new ObjectName(each.namespace(), each.name()),
                each.replicas(),
                new PodTemplate(
                        each.labels(),
                        each.image(),
                        List.of(new ContainerPort(port == null ? "" : port, each.containerPort()))),
                each.templateHash(),
                each.nodes(),
                -spec.ageNanos());
    }

    private Service service(ServiceSpec each) {
        List<ServicePort> ports = each.ports().stream()
                .map(port -> new ServicePort(
                        port.name(),
                        ServicePort.TCP,
                        port.port(),
                        port.targetPort(),
                        port.nodePort() == null ? 0 : port.nodePort()))
                .toList();
        ServiceType type =
                switch (each.type()) {
                    case CLUSTER_IP -> ServiceType.CLUSTER_IP;
                    case NODE_PORT -> ServiceType.NODE_PORT;
                    case LOAD_BALANCER -> ServiceType.LOAD_BALANCER;
                };
        return Service.of(name(each.name()), type, each.selector(), ports)
                .withFamilies(families(each))
                .withClusterIps(each.clusterIps())
                .withRequestedIps(each.loadBalancerIps())
                .withTrafficPolicy(
                        switch (each.externalTrafficPolicy()) {
                            case CLUSTER -> TrafficPolicy.CLUSTER;
                            case LOCAL -> TrafficPolicy.LOCAL;
                        })
                .withCreatedNanos(-spec.ageNanos());
    }

    private static IpFamilies families(ServiceSpec each) {
        return new IpFamilies(
                switch (each.familyPolicy()) {
                    case SINGLE_STACK -> IpFamilies.Policy.SINGLE_STACK;
                    case PREFER_DUAL_STACK -> IpFamilies.Policy.PREFER_DUAL_STACK;
                    case REQUIRE_DUAL_STACK -> IpFamilies.Policy.REQUIRE_DUAL_STACK;
                },
                each.families());
    }

    static Ingress ingress(IngressSpec ingress) {
        List<Ingress.Rule> rules =
                ingress.rules().stream().map(ClusterBuilder::rule).toList();
        return new Ingress(new ObjectName(ingress.namespace(), ingress.deployment()), rules, 0);
    }

    private static Ingress.Rule rule(IngressRule rule) {
        io.sextant.lab.scenario.cluster.RateLimit limit = rule.rateLimit();
        return new Ingress.Rule(
                rule.host(),
                rule.path(),
                switch (rule.pathKind()) {
                    case EXACT -> PathKind.EXACT;
                    case PREFIX -> PathKind.PREFIX;
                    case REGEX -> PathKind.REGEX;
                },
                rule.rewrite(),
                name(rule.service()),
                rule.servicePort(),
                limit == null ? null : new Ingress.RateLimit(limit.requestsPerSecond(), limit.burst(), limit.status()));
    }

    private Host host(NodeSpec node) {
        Host host = hosts.get(node.name());
        if (host == null) {
            throw new IllegalStateException("no host was built for " + node.name());
        }
        return host;
    }

    private static KubernetesNodeSpec kubernetes(NodeSpec node) {
        KubernetesNodeSpec kubernetes = node.kubernetes();
        if (kubernetes == null) {
            throw new IllegalStateException(node.name() + " is no Kubernetes node");
        }
        return kubernetes;
    }
}
