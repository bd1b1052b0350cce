package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.Endpoint;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.LinkQuality;
import io.sextant.lab.scenario.topology.LinkSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cables: each end an interface that exists and hangs nowhere else. */
final class LinkResolver {

    private final Names names;
    private final Problems problems;
    private final LinkQuality quality;
    private final Map<String, List<InterfaceSpec>> interfaces;
    private final Map<String, String> used = new LinkedHashMap<>();
    private final Map<String, LinkSpec> links = new LinkedHashMap<>();

    LinkResolver(Names names, LinkQuality quality, Map<String, List<InterfaceSpec>> interfaces) {
        this.names = names;
        this.problems = names.problems();
        this.quality = quality;
        this.interfaces = interfaces;
    }

    /** The links; ports of switches come into being by being named. */
    List<LinkSpec> links(List<Values> values) {
        values.forEach(this::link);
        interfaces.forEach((node, list) -> list.forEach(each -> checkConnected(node, each)));
        return List.copyOf(links.values());
    }

    /** The ends that links name, as {@code node:interface}. */
    static List<String> ends(List<Values> values) {
        return values.stream()
                .flatMap(each -> each.get(TopologyKeys.BETWEEN).orElse(List.of()).stream())
                .map(Placed::value)
                .toList();
    }

    private void link(Values values) {
        Position position = values.position(TopologyKeys.BETWEEN);
        List<Endpoint> ends = new ArrayList<>();
        for (Placed<String> text : values.require(TopologyKeys.BETWEEN)) {
            endpoint(text.value(), text.position()).ifPresent(ends::add);
        }
        if (ends.size() < 2) {
            return;
        }
        if (ends.get(0).equals(ends.get(1))) {
            problems.error(position, "expected two different interfaces, found " + ends.get(0) + " twice");
            return;
        }
        String name = values.get(TopologyKeys.LINK_NAME)
                .orElse(ends.get(0).node() + "--" + ends.get(1).node());
        for (Endpoint end : ends) {
            String earlier = used.putIfAbsent(end.toString(), name);
            if (earlier != null) {
                problems.error(
                        position,
                        "the interface " + end + " hangs on the link " + YamlScalar.quoted(earlier) + " already");
            }
        }
        LinkSpec link = new LinkSpec(values.position(), name, ends.get(0), ends.get(1), Qualities.of(values, quality));
        if (values.get(TopologyKeys.LINK_NAME).isEmpty() && links.containsKey(name)) {
            String longer = ends.get(0) + "--" + ends.get(1);
            links.put(longer, new LinkSpec(values.position(), longer, ends.get(0), ends.get(1), link.quality()));
        } else if (links.putIfAbsent(name, link) != null) {
            problems.error(values.position(TopologyKeys.LINK_NAME), "duplicate link name " + YamlScalar.quoted(name));
        }
    }

    private Optional<Endpoint> endpoint(String text, Position position) {
        int colon = text.indexOf(':');
        Endpoint end = new Endpoint(text.substring(0, colon), text.substring(colon + 1));
        if (names.node(end.node(), position).isEmpty()) {
            return Optional.empty();
        }
        List<InterfaceSpec> known = interfaces.computeIfAbsent(end.node(), name -> new ArrayList<>());
        Optional<InterfaceSpec> found = known.stream()
                .filter(each -> each.name().equals(end.interfaceName()))
                .findFirst();
        if (found.isEmpty() && names.nodes(NodeKind.SWITCH).contains(end.node())) {
            InterfaceSpec port =
                    new InterfaceSpec(position, end.interfaceName(), null, List.of(), List.of(), 1_500, null, quality);
            known.add(port);
            found = Optional.of(port);
        }
        if (found.isEmpty()) {
            List<String> candidates = known.stream().map(InterfaceSpec::name).toList();
            problems.error(
                    position,
                    Names.nothing(end.interfaceName(), candidates, "interface of '" + end.node() + "' called"));
            return Optional.empty();
        }
        if (end.interfaceName().equals(InterfaceResolver.LOOPBACK)) {
            problems.error(position, "the interface " + end + " hangs nowhere, expected another");
        }
        if (found.get().network() != null) {
            problems.error(
                    position,
                    "the interface " + end + " hangs on the network "
                            + YamlScalar.quoted(found.get().network()) + ", expected one without a network");
        }
        return Optional.of(end);
    }

    private void checkConnected(String node, InterfaceSpec each) {
        boolean hangs = each.network() != null || used.containsKey(node + ":" + each.name());
        if (hangs || each.name().equals(InterfaceResolver.LOOPBACK)) {
            return;
        }
        if (problems.errors() == 0) {
            problems.error(
                    each.position(),
                    "the interface " + node + ":" + each.name() + " hangs on no network and on no link");
        }
    }
}
