package io.sextant.cluster.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Enough JSON for the samples: objects as maps, arrays as lists, numbers as longs. */
final class JsonReader {

    private final String text;
    private int position;

    private JsonReader(String text) {
        this.text = text;
    }

    static Object read(String text) {
        return new JsonReader(text).value();
    }

    private Object value() {
        char c = next();
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"') {
            return string();
        }
        int start = position - 1;
        while (position < text.length() && ",]} ".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String word = text.substring(start, position);
        return word.equals("true") || word.equals("false") ? (Object) Boolean.valueOf(word) : Long.valueOf(word);
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        char c = next();
        while (c != '}') {
            String name = c == ',' ? nextString() : string();
            next();
            members.put(name, value());
            c = next();
        }
        return members;
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        while (peek() != ']') {
            values.add(value());
            if (peek() == ',') {
                next();
            }
        }
        next();
        return values;
    }

    private String nextString() {
        next();
        return string();
    }

    private String string() {
        int end = text.indexOf('"', position);
        String string = text.substring(position, end);
        position = end + 1;
        return string;
    }

    private char peek() {
        while (text.charAt(position) == ' ') {
            position++;
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }
}
