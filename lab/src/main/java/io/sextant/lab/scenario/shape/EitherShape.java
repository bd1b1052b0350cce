package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Function;

/** A value with a short form and a long one; which it is shows in the kind of node (scalar, list, mapping). */
public final class EitherShape<A, B, T> implements Shape<T> {

    private final Shape<A> brief;
    private final Function<? super A, ? extends T> fromBrief;
    private final Shape<B> full;
    private final Function<? super B, ? extends T> fromFull;

    public EitherShape(
            Shape<A> brief,
            Function<? super A, ? extends T> fromBrief,
            Shape<B> full,
            Function<? super B, ? extends T> fromFull) {
        this.brief = brief;
        this.fromBrief = fromBrief;
        this.full = full;
        this.fromFull = fromFull;
    }

    @Override
    public Optional<T> decode(YamlNode node, Problems problems) {
        if (brief.accepts(node)) {
            return brief.decode(node, problems).map(fromBrief);
        }
        if (full.accepts(node)) {
            return full.decode(node, problems).map(fromFull);
        }
        problems.error(node.position(), "expected " + inWords() + ", found " + node.inWords());
        return Optional.empty();
    }

    @Override
    public boolean accepts(YamlNode node) {
        return brief.accepts(node) || full.accepts(node);
    }

    @Override
    public String inWords() {
        return brief.inWords() + " or " + full.inWords();
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        ObjectNode either = SchemaBook.node();
        either.putArray("anyOf").add(brief.schema(book)).add(full.schema(book));
        return either;
    }
}
