package io.sextant.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What an editor's YAML server makes of a document: JSON by the core schema. */
final class YamlAsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private YamlAsJson() {}

    static JsonNode convert(YamlNode node) {
        if (node instanceof YamlMapping mapping) {
            ObjectNode object = JSON.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), convert(entry.value())));
            return object;
        }
        if (node instanceof YamlSequence sequence) {
            ArrayNode array = JSON.arrayNode();
            sequence.items().forEach(item -> array.add(convert(item)));
            return array;
        }
        return scalar((YamlScalar) node);
    }

    private static JsonNode scalar(YamlScalar scalar) {
        return switch (scalar.kind()) {
            case NULL -> JSON.nullNode();
            case BOOLEAN -> JSON.booleanNode(scalar.text().equalsIgnoreCase("true"));
            case INTEGER -> JSON.numberNode(integer(scalar.text()));
            case FLOAT -> JSON.numberNode(new BigDecimal(scalar.text()));
            case TEXT -> JSON.textNode(scalar.text());
        };
    }

    private static BigInteger integer(String text) {
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }
}
