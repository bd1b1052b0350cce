package io.sextant.lab.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What differs between two JSON values, a line for each place. */
public final class JsonDifference {

    private static final int LONGEST_VALUE = 400;

    private final List<String> lines = new ArrayList<>();

    private JsonDifference() {}

    /** The differences; empty when the values are equal. Numbers are equal by value, keys have no order. */
    public static List<String> of(String place, JsonNode expected, JsonNode found) {
        JsonDifference difference = new JsonDifference();
        difference.compare(place, expected, found);
        return difference.lines;
    }

    private void compare(String place, JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            TreeSet<String> keys = new TreeSet<>();
            expected.fieldNames().forEachRemaining(keys::add);
            found.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                compare(place + " · " + key, expected.path(key), found.path(key));
            }
        } else if (expected.isArray() && found.isArray() && areObjects(expected) && areObjects(found)) {
            for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
                compare(place + "[" + i + "]", expected.path(i), found.path(i));
            }
        } else if (!isSame(expected, found)) {
            lines.add(place + ": expected " + words(expected) + ", found " + words(found));
        }
    }

    private static boolean areObjects(JsonNode array) {
        return array.isEmpty() || array.get(0).isObject();
    }

    private static boolean isSame(JsonNode expected, JsonNode found) {
        return expected.isIntegralNumber() && found.isIntegralNumber()
                ? expected.asLong() == found.asLong()
                : expected.equals(found);
    }

    private static String words(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
