package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.Ipv6InterfaceAddress;
import io.sextant.lab.scenario.topology.KubernetesNodeSpec;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What nodes need to be part of the cluster. */
final class KubernetesNodes {

    private static final IpPrefix DEFAULT_POD_CIDR = IpPrefix.parse("10.0.0.0/8");

    /** Cilium's {@code cluster-pool-ipv6-cidr} and {@code -mask-size} unless set. */
    private static final IpPrefix DEFAULT_IPV6_POD_CIDR = IpPrefix.parse("fd00::/104");

    private final Problems problems;
    private final Map<String, NetworkSpec> networks;
    private final @Nullable String network;
    private final List<PodBlocks> pools = new ArrayList<>();

    KubernetesNodes(Optional<Values> cluster, Map<String, NetworkSpec> networks, Problems problems) {
        this.networks = networks;
        this.problems = problems;
        this.network =
                cluster.flatMap(values -> values.get(ClusterKeys.NETWORK)).orElse(null);
        List<IpPrefix> said = cluster.flatMap(values -> values.get(ClusterKeys.CLUSTER_POD_CIDR))
                .orElse(List.of());
        pools.add(new PodBlocks(of(IpVersion.IPV4, said).orElse(DEFAULT_POD_CIDR), 24, problems));
        boolean dualStack = cluster.flatMap(values -> values.get(ClusterKeys.SERVICE_CIDR)).orElse(List.of()).stream()
                .anyMatch(cidr -> cidr.address().version() == IpVersion.IPV6);
        if (dualStack) {
            pools.add(new PodBlocks(of(IpVersion.IPV6, said).orElse(DEFAULT_IPV6_POD_CIDR), 120, problems));
        }
    }

    private static Optional<IpPrefix> of(IpVersion version, List<IpPrefix> prefixes) {
        return prefixes.stream()
                .filter(prefix -> prefix.address().version() == version)
                .findFirst();
    }

    /** Keeps the blocks that nodes ask for, so that the others get what is left. */
    void reserve(String node, Values values) {
        for (IpPrefix block : values.get(TopologyKeys.POD_CIDR).orElse(List.of())) {
            for (PodBlocks pool : pools) {
                if (pool.version() == block.address().version()) {
                    pool.reserve(node, block, values.position(TopologyKeys.POD_CIDR));
                }
            }
        }
    }

    Optional<KubernetesNodeSpec> node(String name, Position position, Values values, List<InterfaceSpec> interfaces) {
        if (network == null) {
            problems.error(position, "a k8s-node needs a cluster, expected the key 'cluster' with its 'network'");
            return Optional.empty();
        }
        if (!networks.containsKey(network)) {
            return Optional.empty(); // said where the cluster names it
        }
        List<KubernetesNodeSpec.Net> nets = new ArrayList<>();
        for (PodBlocks pool : pools) {
            net(name, position, values, interfaces, pool).ifPresent(nets::add);
        }
        NodeRole role = values.get(TopologyKeys.ROLE).orElse(NodeRole.WORKER);
        return nets.size() == pools.size() ? Optional.of(new KubernetesNodeSpec(role, nets)) : Optional.empty();
    }

    private Optional<KubernetesNodeSpec.Net> net(
            String name, Position position, Values values, List<InterfaceSpec> interfaces, PodBlocks pool) {
        boolean ipv4 = pool.version() == IpVersion.IPV4;
        Optional<IpAddress> internal = interfaces.stream()
                .filter(each -> Objects.equals(network, each.network()))
                .flatMap(each -> addresses(each, pool.version()))
                .findFirst();
        if (internal.isEmpty()) {
            problems.error(
                    position,
                    YamlScalar.quoted(name) + " needs an " + (ipv4 ? "" : "IPv6 ") + "address on the cluster's network "
                            + YamlScalar.quoted(String.valueOf(network)));
            return Optional.empty();
        }
        IpPrefix block = pool.blockOf(name, position);
        IpAddress router = values.get(TopologyKeys.ROUTER_IP).orElse(List.of()).stream()
                .filter(address -> address.version() == pool.version())
                .findFirst()
                .orElse(block.address().plus(1));
        if (!block.contains(router)) {
            problems.error(
                    values.position(TopologyKeys.ROUTER_IP),
                    "the router-ip " + router + " lies outside the node's pod-cidr (" + block + ")");
        }
        return Optional.of(new KubernetesNodeSpec.Net(internal.get(), block, router));
    }

    private static Stream<IpAddress> addresses(InterfaceSpec each, IpVersion version) {
        return version == IpVersion.IPV4
                ? each.addresses().stream().map(InterfaceAddress::address)
                : each.ipv6Addresses().stream().map(Ipv6InterfaceAddress::address);
    }
}
