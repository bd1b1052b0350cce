package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.KubernetesNodeSpec;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What nodes need to be part of the cluster. */
final class KubernetesNodes {

    private static final int POD_CIDR_LENGTH = 24;
    private static final Ipv4Prefix DEFAULT_POD_CIDR = Ipv4Prefix.parse("10.0.0.0/8");

    private final Problems problems;
    private final Map<String, NetworkSpec> networks;
    private final @Nullable String network;
    private final Ipv4Prefix podCidr;
    private final Map<String, Ipv4Prefix> taken = new LinkedHashMap<>();
    private int given;

    KubernetesNodes(Optional<Values> cluster, Map<String, NetworkSpec> networks, Problems problems) {
        this.networks = networks;
        this.problems = problems;
        this.network =
                cluster.flatMap(values -> values.get(ClusterKeys.NETWORK)).orElse(null);
        this.podCidr = cluster.flatMap(values -> values.get(ClusterKeys.CLUSTER_POD_CIDR))
                .orElse(DEFAULT_POD_CIDR);
    }

    /** Keeps the blocks that nodes ask for, so that the others get what is left. */
    void reserve(String node, Values values) {
        values.get(TopologyKeys.POD_CIDR).ifPresent(block -> {
            overlap(block)
                    .ifPresent(other -> problems.error(
                            values.position(TopologyKeys.POD_CIDR),
                            "the pod-cidr " + block + " overlaps that of " + YamlScalar.quoted(other) + " ("
                                    + taken.get(other) + ")"));
            taken.put(node, block);
        });
    }

    Optional<KubernetesNodeSpec> node(String name, Position position, Values values, List<InterfaceSpec> interfaces) {
        if (network == null) {
            problems.error(position, "a k8s-node needs a cluster, expected the key 'cluster' with its 'network'");
            return Optional.empty();
        }
        if (!networks.containsKey(network)) {
            return Optional.empty(); // said where the cluster names it
        }
        Optional<Ipv4Address> internal = interfaces.stream()
                .filter(each -> network.equals(each.network()))
                .flatMap(each -> each.addresses().stream())
                .map(InterfaceAddress::address)
                .findFirst();
        if (internal.isEmpty()) {
            problems.error(
                    position,
                    YamlScalar.quoted(name) + " needs an address on the cluster's network "
                            + YamlScalar.quoted(network));
            return Optional.empty();
        }
        Ipv4Prefix block = values.get(TopologyKeys.POD_CIDR).orElseGet(() -> nextFree(name, position));
        Ipv4Address router = values.get(TopologyKeys.ROUTER_IP)
                .orElse(new Ipv4Address(block.address().bits() + 1));
        if (!block.contains(router)) {
            problems.error(
                    values.position(TopologyKeys.ROUTER_IP),
                    "the router-ip " + router + " lies outside the node's pod-cidr (" + block + ")");
        }
        NodeRole role = values.get(TopologyKeys.ROLE).orElse(NodeRole.WORKER);
        return Optional.of(new KubernetesNodeSpec(role, internal.get(), block, router));
    }

    private Ipv4Prefix nextFree(String name, Position position) {
        int length = Math.max(POD_CIDR_LENGTH, podCidr.length());
        while (true) {
            Ipv4Address first = new Ipv4Address(podCidr.address().bits() + (given++ << 32 - length));
            Ipv4Prefix block = new Ipv4Prefix(first, length);
            if (!podCidr.contains(first) || given > 1 << 16) {
                problems.error(position, "the cluster's pod-cidr " + podCidr + " has no block left for this node");
                return podCidr;
            }
            if (overlap(block).isEmpty()) {
                taken.put(name, block);
                return block;
            }
        }
    }

    private Optional<String> overlap(Ipv4Prefix block) {
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue().contains(block.address())
                        || block.contains(entry.getValue().address()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
