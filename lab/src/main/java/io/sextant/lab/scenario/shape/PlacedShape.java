package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import java.util.Optional;

/** The same form, whose values keep their place; for the items of lists. */
public final class PlacedShape<T> implements Shape<Placed<T>> {

    private final Shape<T> shape;

    public PlacedShape(Shape<T> shape) {
        this.shape = shape;
    }

    @Override
    public Optional<Placed<T>> decode(YamlNode node, Problems problems) {
        return shape.decode(node, problems).map(value -> new Placed<>(node.position(), value));
    }

    @Override
    public boolean accepts(YamlNode node) {
        return shape.accepts(node);
    }

    @Override
    public String inWords() {
        return shape.inWords();
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        return shape.schema(book);
    }
}
