package io.sextant.protocol.http;

/**
 * Octets that are no HTTP/1.1, or more of it than the limits allow. After one the decoder stays broken: the start of the
 * next message cannot be found any more (RFC 9112 §9.6 asks to close).
 *
 * @param text what was found and what was expected
 */
public record HttpProblem(Kind kind, String text) implements HttpPart {

    /** What is wrong, and the status a server owes for it. */
    public enum Kind {
        /** Not a request line, or not a status line. */
        BAD_START_LINE(400),
        /** A major version other than 1. */
        UNSUPPORTED_VERSION(505),
        /** A header line without a colon, with a bad name, a control character, or folded. */
        BAD_HEADER(400),
        /** The request line is longer than its limit. */
        TARGET_TOO_LONG(414),
        /** The whole head is longer than its limit, or has too many headers. */
        HEAD_TOO_LARGE(400),
        /** Content-Length is not a number, stands there twice or beside Transfer-Encoding. */
        BAD_LENGTH(400),
        /** Transfer-Encoding is not {@code chunked} alone. */
        UNSUPPORTED_TRANSFER_CODING(501),
        /** The body is longer than its limit. */
        BODY_TOO_LARGE(413),
        /** A chunk's size line or its end is wrong. */
        BAD_CHUNK(400),
        /** The connection was closed within a message. */
        CUT_SHORT(400);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The status code a server answers with, as nginx chooses it. */
        public int status() {
            return status;
        }
    }
}
