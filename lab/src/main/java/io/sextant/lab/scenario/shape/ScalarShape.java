package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A scalar with rules of its own. */
public final class ScalarShape<T> implements Shape<T> {

    /** Reads the text of a scalar whose kind is already right. */
    @FunctionalInterface
    public interface Parser<T> {
        T parse(String text) throws MismatchException;
    }

    /** Which of the core schema's kinds can be meant. */
    enum Accepts {
        TEXT,
        INTEGER,
        BOOLEAN,
        TEXT_OR_INTEGER
    }

    private static final List<String> OLD_BOOLEANS = List.of("yes", "no", "on", "off", "y", "n");

    private final String inWords;
    private final Accepts accepts;
    private final Parser<? extends T> parser;
    private final Consumer<ObjectNode> describe;

    ScalarShape(String inWords, Accepts accepts, Parser<? extends T> parser, Consumer<ObjectNode> describe) {
        this.inWords = inWords;
        this.accepts = accepts;
        this.parser = parser;
        this.describe = describe;
    }

    @Override
    public Optional<T> decode(YamlNode node, Problems problems) {
        String reason;
        if (node instanceof YamlScalar scalar && isKind(scalar.kind())) {
            try {
                return Optional.of(parser.parse(scalar.text()));
            } catch (MismatchException e) {
                reason = e.reason();
            }
        } else {
            reason = quotesWouldHelp(node) ? "put it in quotes" : isOldBoolean(node) ? "in YAML 1.2 that is text" : "";
        }
        problems.error(
                node.position(),
                "expected " + inWords + ", found " + node.inWords() + (reason.isEmpty() ? "" : ": " + reason));
        return Optional.empty();
    }

    private boolean isKind(YamlScalar.Kind kind) {
        return switch (accepts) {
            case TEXT -> kind == YamlScalar.Kind.TEXT;
            case INTEGER -> kind == YamlScalar.Kind.INTEGER;
            case BOOLEAN -> kind == YamlScalar.Kind.BOOLEAN;
            case TEXT_OR_INTEGER -> kind == YamlScalar.Kind.TEXT || kind == YamlScalar.Kind.INTEGER;
        };
    }

    /** YAML 1.1 took these words for true and false. */
    private boolean isOldBoolean(YamlNode node) {
        return accepts == Accepts.BOOLEAN
                && node instanceof YamlScalar scalar
                && scalar.plain()
                && OLD_BOOLEANS.contains(scalar.text().toLowerCase(Locale.ROOT));
    }

    private boolean quotesWouldHelp(YamlNode node) {
        boolean text = accepts == Accepts.TEXT || accepts == Accepts.TEXT_OR_INTEGER;
        if (!text || !(node instanceof YamlScalar scalar) || scalar.kind() == YamlScalar.Kind.NULL) {
            return false;
        }
        try {
            parser.parse(scalar.text());
            return true;
        } catch (MismatchException e) {
            return false;
        }
    }

    @Override
    public boolean accepts(YamlNode node) {
        return node instanceof YamlScalar;
    }

    @Override
    public String inWords() {
        return inWords;
    }

    @Override
    public ObjectNode schema(SchemaBook book) {
        ObjectNode schema = SchemaBook.node();
        describe.accept(schema);
        return schema;
    }
}
