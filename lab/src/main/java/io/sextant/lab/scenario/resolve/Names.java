package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.Suggestion;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks names up, and says what is wrong with those that lead nowhere. */
final class Names {

    private final Problems problems;
    private final Map<String, NodeKind> nodes = new LinkedHashMap<>();

    Names(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    void addNode(String name, NodeKind kind) {
        nodes.put(name, kind);
    }

    List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    List<String> nodes(NodeKind kind) {
        return nodes.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean isNode(String name) {
        return nodes.containsKey(name);
    }

    /** Every node that the selectors stand for, by name, pattern or group, once, in the topology's order. */
    List<String> nodes(List<String> selectors, Position position) {
        List<String> found = new ArrayList<>();
        for (String selector : selectors) {
            List<String> matching = matching(selector);
            if (matching.isEmpty()) {
                problems.error(position, nothing(selector, nodes(), "node"));
            }
            found.addAll(matching);
        }
        return nodes().stream().filter(found::contains).toList();
    }

    /** As above, of one kind. */
    List<String> nodes(NodeKind kind, List<String> selectors, Position position) {
        return nodes(name -> nodes.get(name) == kind, kind.inWords(), selectors, position);
    }

    /** As above, those that fit {@code wanted}; one that is called by its own name has to. */
    List<String> nodes(Predicate<String> wanted, String inWords, List<String> selectors, Position position) {
        List<String> found = nodes(selectors, position);
        for (String name : found) {
            if (!wanted.test(name) && selectors.contains(name)) {
                problems.error(
                        position, "expected " + inWords + ", found " + YamlScalar.quoted(name) + ", " + word(name));
            }
        }
        List<String> fitting = found.stream().filter(wanted).toList();
        if (fitting.isEmpty() && !found.isEmpty() && selectors.stream().noneMatch(found::contains)) {
            problems.error(position, "expected " + inWords + ", found none among " + String.join(", ", found));
        }
        return fitting;
    }

    private String word(String name) {
        NodeKind kind = nodes.get(name);
        return kind == null ? "a stranger" : kind.inWords();
    }

    /** One node of one kind. */
    Optional<String> node(NodeKind kind, String name, Position position) {
        return nodes(kind, List.of(name), position).stream().findFirst();
    }

    /** One node. */
    Optional<String> node(String name, Position position) {
        return nodes(List.of(name), position).stream().findFirst();
    }

    private List<String> matching(String selector) {
        return groupOf(selector).map(this::nodes).orElseGet(() -> Selector.matching(selector, nodes()));
    }

    /** The kind of node a group's name stands for: {@code hosts}, {@code switches}, {@code routers}, {@code k8s-nodes}. */
    static Optional<NodeKind> groupOf(String selector) {
        return switch (selector) {
            case "hosts" -> Optional.of(NodeKind.HOST);
            case "switches" -> Optional.of(NodeKind.SWITCH);
            case "routers" -> Optional.of(NodeKind.FRR_ROUTER);
            case "k8s-nodes" -> Optional.of(NodeKind.K8S_NODE);
            default -> Optional.empty();
        };
    }

    /** What the selectors stand for among the candidates, once each, in the candidates' order. */
    List<String> select(List<String> selectors, List<String> candidates, String what, Position position) {
        List<String> found = new ArrayList<>();
        for (String selector : selectors) {
            List<String> matching = Selector.matching(selector, candidates);
            if (matching.isEmpty()) {
                problems.error(position, nothing(selector, candidates, what));
            }
            found.addAll(matching);
        }
        return candidates.stream().filter(found::contains).toList();
    }

    static String nothing(String name, List<String> candidates, String what) {
        return "there is no " + what + " " + YamlScalar.quoted(name)
                + (Selector.isPattern(name) ? "" : Suggestion.hint(name, candidates));
    }
}
