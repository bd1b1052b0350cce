package io.sextant.protocol.http;

import org.jspecify.annotations.Nullable;

/** A first line as read: of a request (status 0), of a response, or what is wrong with it. */
record HttpHead(
        String method,
        String text,
        int status,
        HttpVersion version,
        @Nullable HttpProblem problem) {

    static final HttpHead NONE = new HttpHead("", "", 0, HttpVersion.HTTP_1_1, null);

    private static final int VERSION_LENGTH = "HTTP/1.1".length();

    /** Reads a line without its end. */
    static HttpHead read(String line, boolean response) {
        return response ? readStatusLine(line) : readRequestLine(line);
    }

    /** The whole head. */
    HttpPart message(HttpHeaders headers) {
        return status == 0
                ? new HttpRequest(method, text, version, headers)
                : new HttpResponse(version, status, text, headers);
    }

    private static HttpHead readRequestLine(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first < 0 || first == last) {
            return bad(line);
        }
        String method = line.substring(0, first);
        String target = line.substring(first + 1, last);
        String version = line.substring(last + 1);
        if (!HttpSyntax.isToken(method) || !HttpSyntax.isTarget(target) || !isVersion(version)) {
            return bad(line);
        }
        return version(version, method, target, 0);
    }

    private static HttpHead readStatusLine(String line) {
        int codeEnd = VERSION_LENGTH + 4;
        if (line.length() < codeEnd || !isVersion(line.substring(0, VERSION_LENGTH))) {
            return bad(line);
        }
        int status = 0;
        for (int i = VERSION_LENGTH + 1; i < codeEnd; i++) {
            status = HttpSyntax.isDigit(line.charAt(i)) ? status * 10 + line.charAt(i) - '0' : -10_000;
        }
        // RFC 9112 §4: the blank before an empty reason is owed, and often not sent.
        boolean blanks =
                line.charAt(VERSION_LENGTH) == ' ' && (line.length() == codeEnd || line.charAt(codeEnd) == ' ');
        String reason = line.length() > codeEnd ? line.substring(codeEnd + 1) : "";
        if (status < 100 || !blanks || !HttpSyntax.isText(reason)) {
            return bad(line);
        }
        return version(line.substring(0, VERSION_LENGTH), "", reason, status);
    }

    private static HttpHead version(String version, String method, String text, int status) {
        if (version.charAt(5) != '1') {
            HttpProblem problem = new HttpProblem(HttpProblem.Kind.UNSUPPORTED_VERSION, version + " is not HTTP/1.1");
            return new HttpHead(method, text, status, HttpVersion.HTTP_1_1, problem);
        }
        int minor = version.charAt(7) - '0';
        return new HttpHead(method, text, status, minor == 1 ? HttpVersion.HTTP_1_1 : new HttpVersion(minor), null);
    }

    private static boolean isVersion(String text) {
        return text.length() == VERSION_LENGTH
                && text.startsWith("HTTP/")
                && HttpSyntax.isDigit(text.charAt(5))
                && text.charAt(6) == '.'
                && HttpSyntax.isDigit(text.charAt(7));
    }

    private static HttpHead bad(String line) {
        String shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        HttpProblem problem = new HttpProblem(HttpProblem.Kind.BAD_START_LINE, "not a first line: '" + shown + "'");
        return new HttpHead("", "", 0, HttpVersion.HTTP_1_1, problem);
    }
}
