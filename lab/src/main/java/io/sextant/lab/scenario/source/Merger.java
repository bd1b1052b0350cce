package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Lays one tree over another. */
public final class Merger {

    private Merger() {}

    /**
     * Mappings are merged key by key; a list at one of {@code addedLists} follows the one below it; everything else replaces
     * what is below; a key without a value takes away what is below.
     *
     * @param addedLists keys from the top, joined by dots
     */
    public static YamlMapping merge(YamlMapping below, YamlMapping above, List<String> addedLists) {
        return merge(below, above, addedLists, "");
    }

    private static YamlMapping merge(YamlMapping below, YamlMapping above, List<String> addedLists, String path) {
        Map<String, YamlMapping.Entry> merged = new LinkedHashMap<>();
        below.entries().forEach(entry -> merged.put(entry.key().text(), entry));
        for (YamlMapping.Entry entry : above.entries()) {
            String key = entry.key().text();
            YamlMapping.Entry under = merged.get(key);
            if (under == null) {
                merged.put(key, entry);
            } else if (entry.value() instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL) {
                merged.remove(key);
            } else {
                YamlNode value = merge(under.value(), entry.value(), addedLists, path + key);
                merged.put(key, new YamlMapping.Entry(entry.key(), value));
            }
        }
        return new YamlMapping(above.position(), List.copyOf(merged.values()));
    }

    private static YamlNode merge(YamlNode below, YamlNode above, List<String> addedLists, String path) {
        if (below instanceof YamlMapping low && above instanceof YamlMapping high) {
            return merge(low, high, addedLists, path + ".");
        }
        if (below instanceof YamlSequence low && above instanceof YamlSequence high && addedLists.contains(path)) {
            return new YamlSequence(
                    high.position(),
                    Stream.concat(low.items().stream(), high.items().stream()).toList());
        }
        return above;
    }
}
