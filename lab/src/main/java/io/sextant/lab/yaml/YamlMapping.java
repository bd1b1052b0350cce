package io.sextant.lab.yaml;

import java.util.List;
import java.util.Optional;

/** A mapping in the order of the file; no key stands in it twice. */
public record YamlMapping(Position position, List<Entry> entries) implements YamlNode {

    /** One key with its value. */
    public record Entry(YamlScalar key, YamlNode value) {}

    public YamlMapping {
        entries = List.copyOf(entries);
    }

    /** The entry under that key. */
    public Optional<Entry> entry(String key) {
        return entries.stream().filter(each -> each.key().text().equals(key)).findFirst();
    }

    /** The value under that key. */
    public Optional<YamlNode> value(String key) {
        return entry(key).map(Entry::value);
    }

    @Override
    public String inWords() {
        return "a mapping";
    }
}
