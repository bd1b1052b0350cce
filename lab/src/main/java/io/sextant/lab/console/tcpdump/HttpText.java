package io.sextant.lab.console.tcpdump;

import java.nio.charset.StandardCharsets;

/** What stands behind the length of a segment that carries HTTP: its first line or, with {@code -v}, all its lines. */
final class HttpText {

    private static final String FIRST_LINE =
            "(?s)(HTTP/1\\.[01] [0-9]{3}\\b.*|(GET|HEAD|POST|PUT|DELETE|OPTIONS)\\b.*)";

    private HttpText() {}

    static String text(byte[] octets, int at, int end, boolean verbose) {
        String text = new String(octets, at, end - at, StandardCharsets.ISO_8859_1);
        if (!text.matches(FIRST_LINE)) {
            return ": HTTP";
        }
        if (!verbose) {
            return ": HTTP" + line(text, 0, ": ").text();
        }
        StringBuilder out = new StringBuilder(": HTTP, length: ").append(text.length());
        int from = 0;
        while (from < text.length()) {
            Line line = line(text, from, "\n\t");
            out.append(line.text());
            if (line.next() < 0) {
                break;
            }
            from = line.next();
        }
        return out.toString();
    }

    /** One line to print, and where the next begins; -1 where what follows is no text. */
    private record Line(String text, int next) {}

    private static Line line(String text, int from, String prefix) {
        for (int at = from; at < text.length(); at++) {
            char each = text.charAt(at);
            if (each == '\n') {
                return new Line(prefix + text.substring(from, at), at + 1);
            }
            if (each == '\r') {
                boolean ends = at + 1 < text.length() && text.charAt(at + 1) == '\n';
                return ends ? new Line(prefix + text.substring(from, at), at + 2) : new Line("", -1);
            }
            if (each != '\t' && (each < ' ' || each > '~')) {
                return new Line("", -1);
            }
        }
        return new Line(prefix + text.substring(from) + " [|http]", -1);
    }
}
