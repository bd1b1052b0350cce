package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Iterator;
import java.util.Map;

/** JSON as iproute2's {@code json_writer.c} lays it out: all in one line, or pretty with its own idea of spaces. */
final class IpJson {

    private final boolean pretty;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private IpJson(boolean pretty) {
        this.pretty = pretty;
    }

    /** The array with a line end behind it. */
    static String print(ArrayNode array, boolean pretty) {
        IpJson writer = new IpJson(pretty);
        writer.value(array);
        return writer.out.append('\n').toString();
    }

    private void value(JsonNode node) {
        if (node.isArray()) {
            array(node);
        } else if (node.isObject()) {
            object(node);
        } else {
            out.append(node);
        }
    }

    private void array(JsonNode array) {
        out.append(pretty ? "[ " : "[");
        depth++;
        for (int i = 0; i < array.size(); i++) {
            out.append(i == 0 ? "" : ",");
            value(array.get(i));
        }
        depth--;
        out.append(pretty && !array.isEmpty() ? " ]" : "]");
    }

    private void object(JsonNode object) {
        out.append('{');
        depth++;
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            newLine();
            out.append('"').append(field.getKey()).append(pretty ? "\": " : "\":");
            value(field.getValue());
            out.append(fields.hasNext() ? "," : "");
        }
        depth--;
        if (!object.isEmpty()) {
            newLine();
        }
        out.append('}');
    }

    private void newLine() {
        if (pretty) {
            out.append('\n').append("    ".repeat(depth));
        }
    }
}
