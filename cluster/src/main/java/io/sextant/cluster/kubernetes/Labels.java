package io.sextant.cluster.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Labels and equality selectors: maps whose order is the order they were written in. */
public final class Labels {

    private Labels() {}

    /** An unmodifiable copy that keeps the order. */
    static Map<String, String> copyOf(Map<String, String> labels) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** Whether the selector picks an object with these labels; an empty selector picks nothing, as a Service's does. */
    public static boolean matches(Map<String, String> selector, Map<String, String> labels) {
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }

    /** {@code app=web1,tier=front}, as kubectl prints a selector; {@code <none>} when empty. */
    public static String format(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "<none>";
        }
        StringBuilder text = new StringBuilder();
        labels.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ",").append(key).append('=').append(value));
        return text.toString();
    }
}
