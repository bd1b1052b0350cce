package io.sextant.cluster.flow;

import java.util.List;
import java.util.Locale;

/** One JSON object being written, without spaces; empty members are left out as proto3 JSON leaves out zero values. */
final class JsonObject {

    private final StringBuilder text = new StringBuilder("{");

    JsonObject text(String name, String value) {
        return value.isEmpty() ? this : raw(name, quote(value));
    }

    JsonObject number(String name, int value) {
        return value == 0 ? this : raw(name, Integer.toString(value));
    }

    JsonObject flag(String name, boolean value) {
        return value ? raw(name, "true") : this;
    }

    JsonObject texts(String name, List<String> values) {
        return values.isEmpty()
                ? this
                : raw(
                        name,
                        "["
                                + String.join(
                                        ",",
                                        values.stream().map(JsonObject::quote).toList()) + "]");
    }

    /** A member whose value is JSON already; an empty value leaves the member out. */
    JsonObject raw(String name, String json) {
        if (!json.isEmpty()) {
            text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(json);
        }
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }

    private static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
