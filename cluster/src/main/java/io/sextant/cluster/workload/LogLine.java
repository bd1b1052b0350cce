package io.sextant.cluster.workload;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * One answered request for an access log.
 *
 * @param request null when it could not be read
 * @param bodyOctets what was sent behind the head
 */
record LogLine(IpAddress client, long unixSeconds, @Nullable HttpRequest request, int status, long bodyOctets) {

    /** nginx's predefined format {@code combined}. */
    String combined() {
        String line = request == null ? "" : request.startLine();
        return client + " - - [" + Calendar.logTime(unixSeconds) + "] \"" + escape(line) + "\" " + status + " "
                + bodyOctets + " " + header("Referer") + " " + header("User-Agent");
    }

    /** The format {@code main} of the image's nginx.conf. */
    String main() {
        return combined() + " " + header("X-Forwarded-For");
    }

    private String header(String name) {
        String value = request == null ? null : request.headers().value(name);
        return "\"" + (value == null ? "-" : escape(value)) + "\"";
    }

    /** nginx's default escaping: quotation marks, backslashes and what is not printable ASCII as {@code \xHH}. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                out.append("\\x")
                        .append("0123456789ABCDEF".charAt(c >> 4 & 0xF))
                        .append("0123456789ABCDEF".charAt(c & 0xF));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
