package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;

/**
 * JSON as json-c lays it out for FRR: two spaces a level, no space behind a colon, an empty object over two lines.
 */
final class JsonC {

    private final boolean escapesSlashes;
    private final StringBuilder out = new StringBuilder();

    private JsonC(boolean escapesSlashes) {
        this.escapesSlashes = escapesSlashes;
    }

    /** The value with a line end behind it. */
    static String pretty(JsonNode node) {
        return pretty(node, false);
    }

    /** As {@link #pretty(JsonNode)}; some of FRR's commands let json-c escape slashes. */
    static String pretty(JsonNode node, boolean escapesSlashes) {
        JsonC printer = new JsonC(escapesSlashes);
        printer.value(node, 0);
        return printer.out.append('\n').toString();
    }

    private void value(JsonNode node, int depth) {
        if (node.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
            out.append("{\n");
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                indent(depth + 1).append('"').append(field.getKey()).append("\":");
                value(field.getValue(), depth + 1);
                out.append(fields.hasNext() ? ",\n" : "\n");
            }
            indent(depth).append('}');
        } else if (node.isArray()) {
            out.append("[\n");
            for (int i = 0; i < node.size(); i++) {
                indent(depth + 1);
                value(node.get(i), depth + 1);
                out.append(i + 1 < node.size() ? ",\n" : "\n");
            }
            indent(depth).append(']');
        } else {
            String text = node.toString();
            out.append(escapesSlashes ? text.replace("/", "\\/") : text);
        }
    }

    private StringBuilder indent(int depth) {
        return out.append("  ".repeat(depth));
    }
}
