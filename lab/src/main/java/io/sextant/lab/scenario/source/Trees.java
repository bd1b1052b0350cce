package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes nodes that no file holds as such. */
final class Trees {

    private Trees() {}

    /** A mapping in the making; entries whose value is null are left off. */
    static final class MappingBuilder {
        private final Position position;
        private final List<YamlMapping.Entry> entries = new ArrayList<>();

        MappingBuilder(Position position) {
            this.position = position;
        }

        MappingBuilder put(String key, @Nullable YamlNode value) {
            if (value != null) {
                entries.add(new YamlMapping.Entry(new YamlScalar(value.position(), key, false), value));
            }
            return this;
        }

        MappingBuilder put(YamlScalar key, YamlNode value) {
            entries.add(new YamlMapping.Entry(key, value));
            return this;
        }

        boolean isEmpty() {
            return entries.isEmpty();
        }

        YamlMapping build() {
            return new YamlMapping(position, entries);
        }
    }

    static MappingBuilder mapping(Position position) {
        return new MappingBuilder(position);
    }

    static YamlScalar text(Position position, String text) {
        return new YamlScalar(position, text, false);
    }

    /** A mapping without some of its keys. */
    static YamlMapping without(YamlMapping mapping, List<String> keys) {
        return new YamlMapping(
                mapping.position(),
                mapping.entries().stream()
                        .filter(entry -> !keys.contains(entry.key().text()))
                        .toList());
    }

    /** A mapping with one value replaced or added. */
    static YamlMapping with(YamlMapping mapping, String key, YamlNode value) {
        List<YamlMapping.Entry> entries = new ArrayList<>();
        boolean replaced = false;
        for (YamlMapping.Entry entry : mapping.entries()) {
            boolean same = entry.key().text().equals(key);
            entries.add(same ? new YamlMapping.Entry(entry.key(), value) : entry);
            replaced |= same;
        }
        if (!replaced) {
            entries.add(new YamlMapping.Entry(text(value.position(), key), value));
        }
        return new YamlMapping(mapping.position(), entries);
    }
}
