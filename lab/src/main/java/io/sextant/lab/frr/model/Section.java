package io.sextant.lab.frr.model;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The statements of one context, in the order in which they were given.
 *
 * @param name tells it from others of its context: a neighbour's address, a route-map's name and number
 */
public record Section(
        Context context, String name, Position position, Map<String, Entry> entries, Map<String, Section> children)
        implements Located {

    public Section {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** The statement of this key. */
    public Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Whether a statement is in force; {@code byDefault} if nothing was said. */
    public boolean flag(String key, boolean byDefault) {
        return find(key).map(entry -> !entry.negative()).orElse(byDefault);
    }

    /** All statements of a kind. */
    public List<Entry> all(String key) {
        return entries.values().stream()
                .filter(entry -> entry.setting().key().equals(key))
                .toList();
    }

    public Optional<Section> child(Context context, String name) {
        return Optional.ofNullable(children.get(Draft.childKey(context, name)));
    }

    public List<Section> children(Context context) {
        return children.values().stream()
                .filter(child -> child.context == context)
                .toList();
    }
}
