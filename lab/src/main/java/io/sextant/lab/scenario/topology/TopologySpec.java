package io.sextant.lab.scenario.topology;

import java.util.List;
import java.util.Optional;

/** Everything that has a place: segments, machines, cables; each in the order of the file. */
public record TopologySpec(List<NetworkSpec> networks, List<NodeSpec> nodes, List<LinkSpec> links) {

    public TopologySpec {
        networks = List.copyOf(networks);
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
    }

    /** The node of that name. */
    public Optional<NodeSpec> node(String wanted) {
        return nodes.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** The segment of that name. */
    public Optional<NetworkSpec> network(String wanted) {
        return networks.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** The nodes of one kind. */
    public List<NodeSpec> nodes(NodeKind kind) {
        return nodes.stream().filter(each -> each.kind() == kind).toList();
    }
}
