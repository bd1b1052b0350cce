package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a Kubernetes object. It remembers what was asked for, so that what nobody asked for can be named: it has no
 * effect here.
 */
final class Manifest {

    private final YamlMapping mapping;
    private final String path;
    private final Problems problems;
    private final TreeSet<String> asked = new TreeSet<>();
    private final List<Manifest> parts = new ArrayList<>();
    private final Map<String, Manifest> children = new LinkedHashMap<>();

    Manifest(YamlMapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    Position position() {
        return mapping.position();
    }

    /** The value of a key, whatever it is. */
    @Nullable
    YamlNode take(String key) {
        asked.add(key);
        return mapping.value(key).orElse(null);
    }

    /** The text of a key, numbers included; nothing if it is not there or no scalar. */
    Optional<YamlScalar> scalar(String key) {
        YamlNode node = take(key);
        if (node != null && !(node instanceof YamlScalar)) {
            problems.error(node.position(), "expected text for " + path + key + ", found " + node.inWords());
        }
        return node instanceof YamlScalar scalar && scalar.kind() != YamlScalar.Kind.NULL
                ? Optional.of(scalar)
                : Optional.empty();
    }

    /** The mapping under a key; an empty one if it is not there. */
    Manifest part(String key) {
        YamlNode node = take(key);
        if (node != null && !(node instanceof YamlMapping)) {
            problems.error(node.position(), "expected a mapping for " + path + key + ", found " + node.inWords());
        }
        return children.computeIfAbsent(
                key,
                name -> add(new Manifest(
                        node instanceof YamlMapping child ? child : new YamlMapping(position(), List.of()),
                        path + name + ".",
                        problems)));
    }

    /** The mappings in the list under a key. */
    List<Manifest> parts(String key) {
        YamlNode node = take(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlSequence sequence)) {
            problems.error(node.position(), "expected a list for " + path + key + ", found " + node.inWords());
            return List.of();
        }
        List<Manifest> found = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            if (item instanceof YamlMapping child) {
                found.add(add(new Manifest(child, path + key + "[" + found.size() + "].", problems)));
            } else {
                problems.error(item.position(), "expected a mapping in " + path + key + ", found " + item.inWords());
            }
        }
        return found;
    }

    private Manifest add(Manifest part) {
        parts.add(part);
        return part;
    }

    List<String> keys() {
        return mapping.entries().stream().map(entry -> entry.key().text()).toList();
    }

    /** Keys that say nothing about traffic. */
    Manifest skip(String... keys) {
        asked.addAll(List.of(keys));
        return this;
    }

    /** Warns of every key that nobody asked for. */
    void nameTheRest() {
        for (YamlMapping.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!asked.contains(key)) {
                problems.warning(entry.key().position(), "not modelled: " + path + key);
            }
        }
        parts.forEach(Manifest::nameTheRest);
    }

    Problems problems() {
        return problems;
    }
}
