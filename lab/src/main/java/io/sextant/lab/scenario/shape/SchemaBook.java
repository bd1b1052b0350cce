package io.sextant.lab.scenario.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A JSON Schema in the making: forms that have a name are written down once, under {@code $defs}. */
public final class SchemaBook {

    private final TreeMap<String, ObjectNode> definitions = new TreeMap<>();

    /** A reference to the definition of that name, which {@code write} fills in when it is first asked for. */
    public ObjectNode reference(String name, Consumer<ObjectNode> write) {
        if (!definitions.containsKey(name)) {
            ObjectNode definition = node();
            definitions.put(name, definition);
            write.accept(definition);
        }
        return node().put("$ref", "#/$defs/" + name);
    }

    /** The definitions by name. */
    public ObjectNode definitions() {
        ObjectNode all = node();
        definitions.forEach(all::set);
        return all;
    }

    /** The same, or nothing: a key without a value takes away what an included file says. */
    static ObjectNode orNothing(ObjectNode schema) {
        if (schema.has("$ref")) {
            ObjectNode either = node();
            either.putArray("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        if (schema.get("anyOf") instanceof ArrayNode either) {
            either.addObject().put("type", "null");
            return schema;
        }
        if (schema.get("enum") instanceof ArrayNode choices) {
            choices.addNull();
        }
        JsonNode type = schema.get("type");
        ArrayNode types = schema.putArray("type");
        if (type instanceof ArrayNode several) {
            types.addAll(several);
        } else {
            types.add(type);
        }
        types.add("null");
        return schema;
    }

    /** An empty object. */
    public static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
