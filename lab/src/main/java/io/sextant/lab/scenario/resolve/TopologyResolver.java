package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.LinkQuality;
import io.sextant.lab.scenario.topology.LinkSpec;
import io.sextant.lab.scenario.topology.NetworkSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topology: segments, then interfaces, then everything that refers to them. */
public final class TopologyResolver {

    private final Names names;
    private final Problems problems;
    private final AddressBook book;

    TopologyResolver(Names names, AddressBook book) {
        this.names = names;
        this.problems = names.problems();
        this.book = book;
    }

    TopologySpec topology(Values values, Optional<Values> cluster) {
        Optional<Values> defaults = values.get(TopologyKeys.LINK_DEFAULT);
        LinkQuality quality = Qualities.ofDefaults(defaults);
        int mtu = Qualities.mtuOfDefaults(defaults);
        Map<String, NetworkSpec> networks = networks(values, quality, mtu);
        List<Named<Values>> nodes = values.require(TopologyKeys.NODE_MAP);
        FrrResolver frr = new FrrResolver(problems);
        List<Values> linkValues = values.get(TopologyKeys.LINKS).orElse(List.of());
        InterfaceResolver resolver =
                new InterfaceResolver(networks, LinkResolver.ends(linkValues), quality, mtu, frr, problems);
        KubernetesNodes kubernetes = new KubernetesNodes(cluster, networks, problems);
        Map<String, List<InterfaceSpec>> interfaces = new LinkedHashMap<>();
        for (Named<Values> node : nodes) {
            NodeKind kind =
                    node.value().map(each -> each.require(TopologyKeys.KIND)).orElse(NodeKind.HOST);
            if (Names.groupOf(node.name()).isPresent()) {
                problems.error(
                        node.position(),
                        YamlScalar.quoted(node.name()) + " stands for every node of a kind, expected another name");
            }
            names.addNode(node.name(), kind);
            node.value().ifPresent(each -> {
                frr.read(node.name(), each);
                interfaces.put(node.name(), resolver.interfaces(node.name(), each, kind, book));
                kubernetes.reserve(node.name(), each);
            });
        }
        List<LinkSpec> links = new LinkResolver(names, quality, interfaces).links(linkValues);
        NodeResolver one = new NodeResolver(names, book, kubernetes, frr);
        List<NodeSpec> specs = new ArrayList<>();
        for (Named<Values> node : nodes) {
            List<InterfaceSpec> own = interfaces.getOrDefault(node.name(), List.of());
            node.value().ifPresent(each -> specs.add(one.node(node, each, own)));
        }
        KernelResolver kernels = new KernelResolver(problems);
        for (Named<Values> node : nodes) {
            node.value().ifPresent(each -> specs.stream()
                    .filter(spec -> spec.name().equals(node.name()))
                    .forEach(spec -> kernels.checkCarriedHashes(each, spec, specs)));
        }
        return new TopologySpec(List.copyOf(networks.values()), specs, links);
    }

    private Map<String, NetworkSpec> networks(Values values, LinkQuality quality, int mtu) {
        Map<String, NetworkSpec> networks = new LinkedHashMap<>();
        for (Named<Values> named : values.get(TopologyKeys.NETWORK_MAP).orElse(List.of())) {
            named.value().ifPresent(found -> {
                Optional<Ipv4Prefix> prefix = found.get(TopologyKeys.PREFIX);
                prefix.ifPresent(one -> checkOverlap(one, networks.values(), found.position(TopologyKeys.PREFIX)));
                networks.put(
                        named.name(),
                        new NetworkSpec(
                                named.position(),
                                named.name(),
                                prefix.orElse(null),
                                Qualities.mtu(found, mtu),
                                Qualities.of(found, quality)));
            });
        }
        return networks;
    }

    private void checkOverlap(Ipv4Prefix prefix, Collection<NetworkSpec> others, Position position) {
        for (NetworkSpec other : others) {
            Ipv4Prefix taken = other.prefix();
            if (taken != null && (taken.contains(prefix.address()) || prefix.contains(taken.address()))) {
                problems.error(
                        position,
                        "the prefix " + prefix + " overlaps that of the network " + YamlScalar.quoted(other.name())
                                + " (" + taken + ")");
            }
        }
    }
}
