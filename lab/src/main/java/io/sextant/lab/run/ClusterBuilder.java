package io.sextant.lab.run;

import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.RoutingMode;
import io.sextant.cluster.kubernetes.ContainerPort;
import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.Deployment;
import io.sextant.cluster.kubernetes.Ingress;
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
import io.sextant.cluster.speaker.AnnounceRules;
import io.sextant.cluster.speaker.PrefixAnnouncer;
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
import io.sextant.lab.scenario.cluster.SpeakerKind;
import io.sextant.lab.scenario.cluster.SpeakerPeer;
import io.sextant.lab.scenario.topology.KubernetesNodeSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.RibConsumer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Makes hosts a Kubernetes cluster, as the scenario describes it. */
final class ClusterBuilder {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

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
                    new ObjectName(pod.namespace(), pod.deployment()), pod.name(), pod.node(), pod.address()));
        }
        spec.deployments().forEach(each -> plane.apply(deployment(each)));
        spec.services().forEach(each -> plane.apply(service(each)));
        IngressSpec ingress = spec.ingress();
        if (ingress != null) {
            plane.apply(ingress(ingress));
        }
    }

    /** The speakers by node; none where the scenario wants none. */
    Map<String, NodeSpeaker> speakers(Cluster cluster) {
        Map<String, NodeSpeaker> speakers = new LinkedHashMap<>();
        if (spec.speaker().kind() == SpeakerKind.NONE) {
            return speakers;
        }
        for (NodeSpec node : scenario.topology().nodes(NodeKind.K8S_NODE)) {
            List<SpeakerPeer> peers = spec.speaker().peers().stream()
                    .filter(peer -> peer.from().contains(node.name()))
                    .toList();
            if (!peers.isEmpty()) {
                speakers.put(node.name(), speaker(cluster, node, peers));
            }
        }
        return speakers;
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
                spec.serviceCidr(),
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
                kubernetes.internalAddress(),
                kubernetes.podCidr(),
                kubernetes.routerAddress(),
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
        Service service = Service.of(name(each.name()), type, each.selector(), ports)
                .withRequestedIp(each.loadBalancerIp())
                .withTrafficPolicy(
                        switch (each.externalTrafficPolicy()) {
                            case CLUSTER -> TrafficPolicy.CLUSTER;
                            case LOCAL -> TrafficPolicy.LOCAL;
                        })
                .withCreatedNanos(-spec.ageNanos());
        Ipv4Address clusterIp = each.clusterIp();
        return clusterIp == null ? service : service.withClusterIp(clusterIp);
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

    private NodeSpeaker speaker(Cluster cluster, NodeSpec node, List<SpeakerPeer> peers) {
        boolean metalLb = spec.speaker().kind() == SpeakerKind.METALLB;
        SpeakerProfile profile = metalLb ? SpeakerProfile.METALLB_0_10 : SpeakerProfile.CILIUM_CONTROL_PLANE;
        Ipv4Address routerId = kubernetes(node).internalAddress();
        SpeakerConfig config = SpeakerConfig.of(profile, peers.get(0).localAsn(), routerId);
        BgpDaemon bgpd = new BgpDaemon(host(node), config, RibConsumer.NONE);
        for (SpeakerPeer peer : peers) {
            int hold = (int) (peer.holdNanos() / NANOS_PER_SECOND);
            PeerConfig configured = PeerConfig.of(
                            profile, peer.address(), peer.localAsn(), peer.asn(), routerId, node.name())
                    .withTimers(hold / 3, hold);
            bgpd.addPeer(metalLb ? configured : configured.withConnectRetry(peer.connectRetryNanos()), Policies.PERMIT);
        }
        PrefixAnnouncer announcer = new PrefixAnnouncer() {
            @Override
            public void originate(Ipv4Prefix prefix) {
                announce(bgpd, prefix, metalLb);
            }

            @Override
            public void withdraw(Ipv4Prefix prefix) {
                bgpd.withdraw(prefix);
            }
        };
        return new ServiceAnnouncer(
                cluster.speaker(node.name(), metalLb ? AnnounceRules.METALLB : AnnounceRules.CILIUM, announcer), bgpd);
    }

    /** MetalLB announces the LOCAL_PREF of the pool's advertisement; Cilium's control plane has its own. */
    private void announce(BgpDaemon bgpd, Ipv4Prefix prefix, boolean metalLb) {
        long preference = spec.pools().stream()
                .filter(pool -> pool.addresses().stream().anyMatch(range -> range.contains(prefix.address())))
                .map(PoolSpec::localPreference)
                .findFirst()
                .orElse(0L);
        bgpd.speaker().ifPresent(speaker -> {
            if (metalLb) {
                bgpd.originate(
                        prefix,
                        speaker.defaultAttributes().toBuilder()
                                .localPreference(OptionalLong.of(preference))
                                .build());
            } else {
                bgpd.originate(prefix);
            }
        });
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
