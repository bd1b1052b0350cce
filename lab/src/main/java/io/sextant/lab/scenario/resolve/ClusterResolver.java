package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.cluster.AddressRange;
import io.sextant.lab.scenario.cluster.BackendAlgorithm;
import io.sextant.lab.scenario.cluster.CiliumSpec;
import io.sextant.lab.scenario.cluster.CiliumVersion;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.ForwardingMode;
import io.sextant.lab.scenario.cluster.IngressSpec;
import io.sextant.lab.scenario.cluster.KubernetesVersions;
import io.sextant.lab.scenario.cluster.PodSpec;
import io.sextant.lab.scenario.cluster.PoolSpec;
import io.sextant.lab.scenario.cluster.Routing;
import io.sextant.lab.scenario.cluster.ServiceSpec;
import io.sextant.lab.scenario.cluster.SpeakerSpec;
import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.List;

/** The cluster. */
final class ClusterResolver {

    private static final long DEFAULT_AGE_NANOS = (7L * 24 + 3) * 3_600_000_000_000L;
    private static final int DEFAULT_TABLE_SIZE = 16_381;

    private final Names names;
    private final Problems problems;
    private final AddressBook book;
    private final TopologySpec topology;

    ClusterResolver(Names names, AddressBook book, TopologySpec topology) {
        this.names = names;
        this.problems = names.problems();
        this.book = book;
        this.topology = topology;
    }

    ClusterSpec cluster(Values values) {
        String network = values.require(ClusterKeys.NETWORK);
        if (topology.network(network).isEmpty()) {
            List<String> known =
                    topology.networks().stream().map(NetworkSpec::name).toList();
            problems.error(values.position(ClusterKeys.NETWORK), Names.nothing(network, known, "network"));
        }
        WorkloadResolver workloads = new WorkloadResolver(names, topology);
        workloads.deployments(values.get(ClusterKeys.DEPLOYMENTS).orElse(List.of()));
        List<ServiceSpec> services = new ArrayList<>(
                workloads.services(values.get(ClusterKeys.SERVICES).orElse(List.of())));
        IngressSpec ingress = values.get(ClusterKeys.INGRESS_SETTINGS)
                .map(new IngressResolver(problems, workloads, services)::ingress)
                .orElse(null);
        List<PodSpec> pods = workloads.pods(values.get(ClusterKeys.PODS).orElse(List.of()));
        List<PoolSpec> pools = pools(values.get(ClusterKeys.POOLS).orElse(List.of()));
        SpeakerSpec speaker =
                new SpeakerResolver(names, book, topology).speaker(values.position(), values.get(ClusterKeys.BGP));
        List<IpPrefix> serviceCidrs = ServiceChecks.serviceCidrs(values, problems);
        new ServiceChecks(services, pools, serviceCidrs, speaker, problems).run();
        return new ClusterSpec(
                values.position(),
                values.get(ClusterKeys.NAME).orElse(network),
                network,
                cilium(values),
                versions(values),
                serviceCidrs,
                values.get(ClusterKeys.AGE).orElse(DEFAULT_AGE_NANOS),
                speaker,
                pools,
                workloads.deployments(),
                pods,
                services,
                ingress);
    }

    private CiliumSpec cilium(Values values) {
        CiliumVersion version = values.get(ClusterKeys.CILIUM).orElse(CiliumVersion.V1_10);
        boolean xdp = values.get(ClusterKeys.XDP).orElse(false);
        Routing routing = values.get(ClusterKeys.ROUTING).orElse(Routing.TUNNEL);
        if (xdp && version == CiliumVersion.V1_10 && routing == Routing.TUNNEL) {
            problems.error(
                    values.position(ClusterKeys.XDP),
                    "Cilium 1.10 does not take tunnel traffic in XDP, expected 'routing: native' or 'cilium: \"1.14\"' beside it");
        }
        return new CiliumSpec(
                version,
                values.get(ClusterKeys.ALGORITHM).orElse(BackendAlgorithm.RANDOM),
                values.get(ClusterKeys.MODE).orElse(ForwardingMode.SNAT),
                routing,
                xdp,
                values.get(ClusterKeys.MAGLEV_TABLE_SIZE).orElse(DEFAULT_TABLE_SIZE));
    }

    private static KubernetesVersions versions(Values values) {
        return new KubernetesVersions(
                values.get(ClusterKeys.KUBERNETES_VERSION).orElse("v1.22.2"),
                values.get(ClusterKeys.OS_IMAGE).orElse("Ubuntu 20.04.3 LTS"),
                values.get(ClusterKeys.KERNEL_VERSION).orElse("5.4.0-89-generic"),
                values.get(ClusterKeys.CONTAINER_RUNTIME).orElse("containerd://1.5.7"));
    }

    private List<PoolSpec> pools(List<Named<Values>> entries) {
        List<PoolSpec> pools = new ArrayList<>();
        for (Named<Values> named : entries) {
            named.value().ifPresent(values -> {
                PoolSpec pool = new PoolSpec(
                        named.position(),
                        named.name(),
                        values.require(ClusterKeys.ADDRESSES),
                        values.get(ClusterKeys.AVOID_BUGGY_IPS).orElse(false),
                        values.get(ClusterKeys.AUTO_ASSIGN).orElse(true),
                        values.get(ClusterKeys.LOCAL_PREF).orElse(0L));
                pool.addresses().forEach(range -> check(range, pools, values.position(ClusterKeys.ADDRESSES)));
                pools.add(pool);
            });
        }
        return pools;
    }

    private void check(AddressRange range, List<PoolSpec> others, Position position) {
        for (PoolSpec other : others) {
            for (AddressRange taken : other.addresses()) {
                if (taken.contains(range.first()) || range.contains(taken.first())) {
                    problems.error(
                            position,
                            "the addresses " + range + " overlap the pool " + YamlScalar.quoted(other.name()) + " ("
                                    + taken + ")");
                }
            }
        }
        for (NetworkSpec network : topology.networks()) {
            IpPrefix prefix = network.prefix();
            if (prefix != null && (prefix.contains(range.first()) || range.contains(prefix.address()))) {
                problems.error(
                        position,
                        "the addresses " + range + " overlap the network " + YamlScalar.quoted(network.name()) + " ("
                                + prefix + ")");
            }
        }
    }
}
