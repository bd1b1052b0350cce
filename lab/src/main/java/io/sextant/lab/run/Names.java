package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.TopologySpec;
import io.sextant.protocol.address.IpAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose address is this. */
public final class Names {

    private final Map<IpAddress, String> nodes = new TreeMap<>();

    Names(TopologySpec topology) {
        for (NodeSpec node : topology.nodes()) {
            for (InterfaceSpec each : node.interfaces()) {
                each.addresses().forEach(address -> add(address.address(), node.name()));
                each.ipv6Addresses().forEach(address -> add(address.address(), node.name()));
            }
        }
    }

    /** Gives a machine an address of which the scenario does not speak, such as a link-local one. */
    void add(IpAddress address, String node) {
        nodes.putIfAbsent(address, node);
    }

    public Optional<String> nodeAt(IpAddress address) {
        return Optional.ofNullable(nodes.get(address));
    }

    /** The node's name, or the address where no node of the scenario has it. */
    public String of(IpAddress address) {
        return nodes.getOrDefault(address, address.toString());
    }
}
