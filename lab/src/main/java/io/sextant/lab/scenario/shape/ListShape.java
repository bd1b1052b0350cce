package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list whose items have one form. */
public final class ListShape<T> implements Shape<List<T>> {

    private final Shape<T> item;
    private final int minimum;
    private final int maximum;
    private final boolean oneAllowed;

    private ListShape(Shape<T> item, int minimum, int maximum, boolean oneAllowed) {
        this.item = item;
        this.minimum = minimum;
        this.maximum = maximum;
        this.oneAllowed = oneAllowed;
    }

    /** A list of {@code minimum} to {@code maximum} items. */
    public static <T> ListShape<T> of(Shape<T> item, int minimum, int maximum) {
        return new ListShape<>(item, minimum, maximum, false);
    }

    /** A list, or one item without the brackets. */
    public static <T> ListShape<T> oneOrMore(Shape<T> item, int maximum) {
        return new ListShape<>(item, 1, maximum, true);
    }

    @Override
    public Optional<List<T>> decode(YamlNode node, Problems problems) {
        if (!(node instanceof YamlSequence sequence)) {
            if (oneAllowed) {
                return item.decode(node, problems).map(List::of);
            }
            problems.error(node.position(), "expected " + inWords() + ", found " + node.inWords());
            return Optional.empty();
        }
        int count = sequence.items().size();
        if (count < minimum || count > maximum) {
            String wanted =
                    minimum == maximum ? minimum + "" : count < minimum ? "at least " + minimum : "at most " + maximum;
            problems.error(node.position(), "expected " + wanted + " items in the list, found " + count);
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        sequence.items().forEach(each -> item.decode(each, problems).ifPresent(items::add));
        return Optional.of(items);
    }

    @Override
    public boolean accepts(YamlNode node) {
        return node instanceof YamlSequence || oneAllowed && item.accepts(node);
    }

    @Override
    public String inWords() {
        return oneAllowed ? item.inWords() + " or a list of such" : "a list, each item " + item.inWords();
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        ObjectNode list =
                SchemaBook.node().put("type", "array").put("minItems", minimum).put("maxItems", maximum);
        list.set("items", item.schema(book));
        if (!oneAllowed) {
            return list;
        }
        ObjectNode either = SchemaBook.node();
        either.putArray("anyOf").add(item.schema(book)).add(list);
        return either;
    }
}
