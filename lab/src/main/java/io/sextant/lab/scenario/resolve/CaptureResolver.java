package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.capture.CaptureSpec;
import io.sextant.lab.scenario.capture.TapPlace;
import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.lab.scenario.language.CaptureKeys;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Places to record packets, one by one. */
final class CaptureResolver {

    /** Interfaces that Cilium makes on every node. */
    private static final List<String> CILIUM_INTERFACES = List.of("cilium_vxlan", "cilium_host");

    private static final long MINIMUM_SNAP = 64;

    private final Cluster cluster;
    private final Names names;
    private final Problems problems;

    CaptureResolver(Cluster cluster) {
        this.cluster = cluster;
        this.names = cluster.names();
        this.problems = names.problems();
    }

    CaptureSpec capture(Optional<Values> settings) {
        if (settings.isEmpty()) {
            return new CaptureSpec(true, CaptureSpec.DEFAULT_SNAP_LENGTH_OCTETS, List.of());
        }
        Values values = settings.get();
        long snap = values.get(CaptureKeys.SNAP_LENGTH).orElse((long) CaptureSpec.DEFAULT_SNAP_LENGTH_OCTETS);
        if (snap < MINIMUM_SNAP || snap > CaptureSpec.DEFAULT_SNAP_LENGTH_OCTETS) {
            problems.error(
                    values.position(CaptureKeys.SNAP_LENGTH),
                    "expected a snap-length from 64B to 256KiB, found " + snap + "B");
        }
        Map<String, TapSpec> taps = new LinkedHashMap<>();
        for (Placed<String> text : values.get(CaptureKeys.TAPS).orElse(List.of())) {
            for (TapSpec tap : taps(text.value(), text.position())) {
                taps.putIfAbsent(tap.toString(), tap);
            }
        }
        return new CaptureSpec(
                values.get(CaptureKeys.ENABLED).orElse(true), Math.toIntExact(snap), List.copyOf(taps.values()));
    }

    /** Every place the text stands for. */
    List<TapSpec> taps(String text, Position position) {
        int at = text.indexOf('@');
        TapPlace place = Stream.of(TapPlace.values())
                .filter(each -> at >= 0 && each.word().equals(text.substring(at + 1)))
                .findFirst()
                .orElse(TapPlace.INTERFACE);
        String spot = at < 0 ? text : text.substring(0, at);
        int colon = spot.indexOf(':');
        String owner = spot.substring(0, colon);
        String wanted = spot.substring(colon + 1);
        if (owner.contains("/")) {
            return cluster.pod(owner, position)
                    .map(pod -> List.of(new TapSpec(position, pod, wanted, place)))
                    .orElse(List.of());
        }
        List<TapSpec> found = new ArrayList<>();
        List<String> nodes = names.nodes(List.of(owner), position);
        for (String node : nodes) {
            for (String name : Selector.matching(wanted, interfaces(node))) {
                found.add(new TapSpec(position, node, name, place));
            }
        }
        if (found.isEmpty() && !nodes.isEmpty()) {
            problems.error(
                    position, Names.nothing(wanted, interfaces(nodes.get(0)), "interface of '" + owner + "' called"));
        }
        return found;
    }

    private List<String> interfaces(String node) {
        Stream<String> own = cluster.topology().node(node).stream()
                .flatMap(each -> each.interfaces().stream())
                .map(each -> each.name());
        return Stream.concat(
                        own,
                        names.nodes(NodeKind.K8S_NODE).contains(node) ? CILIUM_INTERFACES.stream() : Stream.empty())
                .toList();
    }
}
