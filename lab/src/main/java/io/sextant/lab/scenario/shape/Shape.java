package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlNode;
import java.util.Optional;

/**
 * The form of a value.
 *
 * @param <T> what it is decoded to
 */
public interface Shape<T> {

    /** The value, or nothing after a problem has been reported; never both. */
    Optional<T> decode(YamlNode node, Problems problems);

    /** Whether a node of this kind (a scalar, a list, a mapping) can be meant at all. */
    boolean accepts(YamlNode node);

    /** What is expected, for messages: {@code a duration such as 90s}. */
    String inWords();

    /** The same as JSON Schema, draft 2020-12. */
    ObjectNode schema(SchemaBook book);
}
