package io.sextant.cluster.workload;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The path of a request's target as nginx sees it before it looks for a location ({@code ngx_http_parse_complex_uri}). */
final class UriPath {

    private static final String HEX = "0123456789ABCDEF";

    private UriPath() {}

    /** A target without scheme and host, query included; null if it is neither a path nor an absolute URL. */
    static @Nullable String pathAndQuery(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            return null;
        }
        int slash = target.indexOf('/', 7);
        return slash < 0 ? "/" : target.substring(slash);
    }

    /** The query with its question mark, or nothing. */
    static String query(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        return mark < 0 ? "" : pathAndQuery.substring(mark);
    }

    /**
     * The path without query and fragment: percent signs decoded, slashes merged, dots resolved; null where nginx answers
     * 400, which is a bad escape, a zero octet or a way out at the top.
     */
    static @Nullable String normalize(String pathAndQuery) {
        int end = pathAndQuery.length();
        for (int i = 0; i < end; i++) {
            char c = pathAndQuery.charAt(i);
            if (c == '?' || c == '#') {
                end = i;
            }
        }
        String path = pathAndQuery.substring(0, end);
        String decoded = path.indexOf('%') < 0 ? path : decode(path);
        if (decoded == null || !decoded.contains("//") && !decoded.contains("/.")) {
            return decoded;
        }
        return resolve(decoded);
    }

    /** Escapes what may not stand in a path: {@code NGX_ESCAPE_URI}. */
    static String encode(String path) {
        StringBuilder out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '%' || c == '?' || c == '#') {
                out.append('%').append(HEX.charAt(c >> 4 & 0xF)).append(HEX.charAt(c & 0xF));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static @Nullable String decode(String path) {
        byte[] octets = path.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (int i = 0; i < octets.length; i++) {
            int value = octets[i];
            if (value == '%') {
                int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
                int low = i + 2 < octets.length ? Character.digit(octets[i + 2], 16) : -1;
                value = high << 4 | low;
                i += 2;
                if (high < 0 || low < 0 || value == 0) {
                    return null;
                }
            }
            octets[length++] = (byte) value;
        }
        return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static @Nullable String resolve(String path) {
        StringBuilder out = new StringBuilder(path.length());
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            String segment = segments[i];
            boolean last = i == segments.length - 1;
            if (segment.equals("..")) {
                int parent = out.lastIndexOf("/");
                if (parent < 0) {
                    return null;
                }
                out.setLength(parent);
            } else if (!segment.equals(".") && !segment.isEmpty()) {
                out.append('/').append(segment);
                continue;
            }
            if (last) {
                out.append('/');
            }
        }
        return out.isEmpty() ? "/" : out.toString();
    }
}
