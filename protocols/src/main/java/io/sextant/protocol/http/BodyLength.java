package io.sextant.protocol.http;

import org.jspecify.annotations.Nullable;

/** How long a message's body is: RFC 9112 §6.3, step by step. */
record BodyLength(Kind kind, long octets, @Nullable HttpProblem problem) {

    enum Kind {
        COUNTED,
        CHUNKED,
        UNTIL_CLOSE
    }

    private static final int DIGITS_LIMIT = 18;
    private static final BodyLength EMPTY = new BodyLength(Kind.COUNTED, 0, null);

    static BodyLength of(HttpPart head, HttpHeaders headers, boolean answersHead) {
        // 1: no body whatever the headers say
        if (head instanceof HttpResponse response && (answersHead || response.isBodiless())) {
            return EMPTY;
        }
        String coding = headers.value("Transfer-Encoding");
        int lengths = headers.count("Content-Length");
        // 3: both headers may be an attempt to smuggle a request past a proxy; nginx refuses since 1.21.1
        if (coding != null && lengths > 0 || lengths > 1) {
            return bad(HttpProblem.Kind.BAD_LENGTH, "more than one header states the length");
        }
        // 4: chunked
        if (coding != null) {
            return coding.equalsIgnoreCase("chunked") && headers.count("Transfer-Encoding") == 1
                    ? new BodyLength(Kind.CHUNKED, 0, null)
                    : bad(HttpProblem.Kind.UNSUPPORTED_TRANSFER_CODING, "'" + coding + "' is not chunked");
        }
        // 5 and 6: Content-Length
        String length = headers.value("Content-Length");
        if (length != null) {
            return counted(length);
        }
        // 7: a request without either has no body; 8: a response lasts until the connection closes
        return head instanceof HttpResponse ? new BodyLength(Kind.UNTIL_CLOSE, 0, null) : EMPTY;
    }

    private static BodyLength counted(String digits) {
        long value = digits.isEmpty() || digits.length() > DIGITS_LIMIT ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++) {
            char c = digits.charAt(i);
            value = HttpSyntax.isDigit(c) ? value * 10 + c - '0' : -1;
        }
        return value < 0
                ? bad(HttpProblem.Kind.BAD_LENGTH, "Content-Length is '" + digits + "'")
                : new BodyLength(Kind.COUNTED, value, null);
    }

    private static BodyLength bad(HttpProblem.Kind kind, String text) {
        return new BodyLength(Kind.COUNTED, 0, new HttpProblem(kind, text));
    }
}
