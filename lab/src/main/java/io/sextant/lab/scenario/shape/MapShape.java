package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mapping from names, which the author chooses, to values of one form; in the order of the file. */
public final class MapShape<T> implements Shape<List<Named<T>>> {

    private final String inWords;
    private final ScalarShape<String> key;
    private final Shape<T> value;
    private final int maximum;

    private MapShape(String inWords, ScalarShape<String> key, Shape<T> value, int maximum) {
        this.inWords = inWords;
        this.key = key;
        this.value = value;
        this.maximum = maximum;
    }

    /**
     * A mapping of that form.
     *
     * @param inWords {@code a mapping from node names to nodes}
     * @param maximum how many entries there can be
     */
    public static <T> MapShape<T> of(String inWords, ScalarShape<String> key, Shape<T> value, int maximum) {
        return new MapShape<>(inWords, key, value, maximum);
    }

    @Override
    public Optional<List<Named<T>>> decode(YamlNode node, Problems problems) {
        if (!(node instanceof YamlMapping mapping)) {
            problems.error(node.position(), "expected " + inWords + ", found " + node.inWords());
            return Optional.empty();
        }
        if (mapping.entries().size() > maximum) {
            problems.error(
                    node.position(),
                    "expected at most " + maximum + " entries, found "
                            + mapping.entries().size());
            return Optional.empty();
        }
        List<Named<T>> entries = new ArrayList<>();
        for (YamlMapping.Entry entry : mapping.entries()) {
            Optional<String> name = key.decode(entry.key(), problems);
            Optional<T> decoded = value.decode(entry.value(), problems);
            name.ifPresent(text -> entries.add(new Named<>(text, entry.key().position(), decoded)));
        }
        return Optional.of(entries);
    }

    @Override
    public boolean accepts(YamlNode node) {
        return node instanceof YamlMapping;
    }

    @Override
    public String inWords() {
        return inWords;
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        ObjectNode schema = SchemaBook.node().put("type", "object").put("maxProperties", maximum);
        ObjectNode names = key.schema(book);
        names.remove("type"); // a property's name is text in any case
        schema.set("propertyNames", names);
        schema.set("additionalProperties", SchemaBook.orNothing(value.schema(book)));
        return schema;
    }
}
