package io.sextant.protocol.http;

import io.sextant.protocol.wire.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header fields of one message in the order of the wire; a name may stand there more than once. */
public record HttpHeaders(List<HttpHeader> list) {

    public static final HttpHeaders NONE = new HttpHeaders(List.of());

    public HttpHeaders {
        list = List.copyOf(list);
    }

    /** Headers from names and values in turn. */
    public static HttpHeaders of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: " + namesAndValues[namesAndValues.length - 1]);
        }
        List<HttpHeader> list = new ArrayList<>(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.add(new HttpHeader(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new HttpHeaders(list);
    }

    /** The first value of this name, or null. */
    public @Nullable String value(String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isNamed(name)) {
                return list.get(i).value();
            }
        }
        return null;
    }

    /** How many headers have this name. */
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < list.size(); i++) {
            count += list.get(i).isNamed(name) ? 1 : 0;
        }
        return count;
    }

    /** Whether a comma-separated header such as {@code Connection} names this token, in any case. */
    public boolean hasToken(String name, String token) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).isNamed(name)) {
                for (String element : list.get(i).value().split(",", -1)) {
                    if (HttpSyntax.trim(element).equalsIgnoreCase(token)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** With one more header at the end. */
    public HttpHeaders and(String name, String value) {
        List<HttpHeader> more = new ArrayList<>(list);
        more.add(new HttpHeader(name, value));
        return new HttpHeaders(more);
    }

    /** Without any header of this name. */
    public HttpHeaders without(String name) {
        return new HttpHeaders(
                list.stream().filter(header -> !header.isNamed(name)).toList());
    }

    /** Writes all of them, each with its line end. */
    public void encode(ByteWriter out) {
        for (int i = 0; i < list.size(); i++) {
            list.get(i).encode(out);
        }
    }
}
