package io.sextant.lab.scenario.resolve;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.FrrConfigLoader;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.Ipv6InterfaceAddress;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.Severity;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** FRR's own configuration files: found, read, and asked for the addresses they give to interfaces. */
final class FrrResolver {

    private static final String ADDRESS = "ip address";
    private static final String IPV6_ADDRESS = "ipv6 address";

    private final Problems problems;
    private final Map<String, FrrConfig> configs = new LinkedHashMap<>();

    FrrResolver(Problems problems) {
        this.problems = problems;
    }

    /** Reads the files a node names. */
    void read(String node, Values values) {
        if (!values.has(TopologyKeys.FRR)
                || values.get(TopologyKeys.KIND).orElse(NodeKind.HOST) != NodeKind.FRR_ROUTER) {
            return;
        }
        if (values.has(TopologyKeys.BGP_SETTINGS)) {
            problems.error(
                    values.position(TopologyKeys.BGP_SETTINGS),
                    "'bgp' and 'frr' exclude each other: what 'bgp' says in short stands in the file;"
                            + " write 'bgp:' without a value to take away what an included file says");
        }
        List<Path> files = new ArrayList<>();
        for (Placed<String> name : values.get(TopologyKeys.FRR).orElse(List.of())) {
            Path file = beside(name);
            if (Files.isRegularFile(file)) {
                files.add(file);
            } else {
                problems.error(name.position(), "there is no file '" + file + "'");
            }
        }
        FrrConfigLoader.Result result = FrrConfigLoader.load(files);
        result.problems().forEach(this::tell);
        configs.put(node, result.config());
    }

    /** FRR passes over a line that it refuses, and so does the lab: the words are a warning, and the rest counts. */
    private void tell(Problem problem) {
        problems.warning(
                problem.position(),
                problem.severity() == Severity.ERROR
                        ? "FRR refuses this line and goes on: " + problem.message()
                        : problem.message());
    }

    private static Path beside(Placed<String> name) {
        Path folder = name.position().file().getParent();
        return folder == null
                ? Path.of(name.value())
                : folder.resolve(name.value()).normalize();
    }

    /** What the files of a node say, if it names any that could be read. */
    Optional<FrrConfig> config(String node) {
        return Optional.ofNullable(configs.get(node));
    }

    /** The interface with the addresses that the node's files give it behind those of the scenario. */
    InterfaceSpec complete(String node, InterfaceSpec spec) {
        List<InterfaceAddress> addresses = new ArrayList<>(spec.addresses());
        interfaces(node).stream()
                .filter(section -> section.name().equals(spec.name()))
                .flatMap(section -> section.all(ADDRESS).stream())
                .map(FrrResolver::address)
                .filter(address -> !addresses.contains(address))
                .forEach(addresses::add);
        List<Ipv6InterfaceAddress> ipv6Addresses = new ArrayList<>(spec.ipv6Addresses());
        interfaces(node).stream()
                .filter(section -> section.name().equals(spec.name()))
                .flatMap(section -> section.all(IPV6_ADDRESS).stream())
                .map(FrrResolver::ipv6Address)
                .filter(address -> !ipv6Addresses.contains(address))
                .forEach(ipv6Addresses::add);
        return spec.withAddresses(addresses, ipv6Addresses);
    }

    private static Ipv6InterfaceAddress ipv6Address(Entry entry) {
        String text = entry.value("address");
        int slash = text.indexOf('/');
        return new Ipv6InterfaceAddress(
                Ipv6Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static InterfaceAddress address(Entry entry) {
        String text = entry.value("address");
        int slash = text.indexOf('/');
        return new InterfaceAddress(
                Ipv4Address.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** The interfaces that a node's files speak of. */
    List<Section> interfaces(String node) {
        return config(node).map(FrrConfig::interfaces).orElse(List.of());
    }
}
