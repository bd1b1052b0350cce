package io.sextant.protocol.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the octets of one direction of a connection in whatever pieces TCP delivers, and gives the messages in them part
 * by part: head, pieces of body, end, next head. A line may end with LF alone (RFC 9112 §2.2); empty lines before a
 * request are skipped. Keeps what it was given until it is read, and never copies a body.
 */
public final class HttpDecoder {

    private static final int CHUNK_LINE_LIMIT_OCTETS = 1_024;
    private static final byte[] NOTHING = new byte[0];

    private enum State {
        START_LINE,
        HEADERS,
        COUNTED_BODY,
        BODY_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        END,
        BROKEN
    }

    private final boolean responses;
    private final HttpLimits limits;
    private final List<HttpHeader> headers = new ArrayList<>();
    private byte[] buffer = NOTHING;
    private int position;
    private int scanned;
    private State state = State.START_LINE;
    private HttpHead head;
    private int headOctets;
    private long bodyLeft;
    private long bodyOctets;
    private boolean answersHead;
    private boolean inputEnded;
    private HttpEnd end = HttpEnd.WITHOUT_TRAILERS;
    private @Nullable HttpProblem problem;

    private HttpDecoder(boolean responses, HttpLimits limits) {
        this.responses = responses;
        this.limits = limits;
        this.head = HttpHead.NONE;
    }

    /** Decodes what a client sends. */
    public static HttpDecoder ofRequests(HttpLimits limits) {
        return new HttpDecoder(false, limits);
    }

    /** Decodes what a server sends. */
    public static HttpDecoder ofResponses(HttpLimits limits) {
        return new HttpDecoder(true, limits);
    }

    /** Says whether the next response answers HEAD, and so has no body whatever its headers say (RFC 9112 §6.3). */
    public void expectAnswerToHead(boolean toHead) {
        answersHead = toHead;
    }

    /** Hands over octets; the array must not change from now on. */
    public void push(byte[] octets) {
        if (position == buffer.length) {
            buffer = octets;
            scanned = 0;
        } else {
            int left = unread();
            byte[] joined = new byte[left + octets.length];
            System.arraycopy(buffer, position, joined, 0, left);
            System.arraycopy(octets, 0, joined, left, octets.length);
            buffer = joined;
            scanned -= position;
        }
        position = 0;
    }

    /** Nothing more comes: a body that lasts until the connection closes is complete, anything else is cut short. */
    public void endOfInput() {
        inputEnded = true;
    }

    /** Octets pushed and not yet given out. */
    public int unread() {
        return buffer.length - position;
    }

    /** Whether no message has begun since the last one ended. */
    public boolean isBetweenMessages() {
        return state == State.START_LINE && unread() == 0 && headOctets == 0;
    }

    /** The next part, {@link HttpNeedMore} when it is not all there, or for ever the same {@link HttpProblem}. */
    public HttpPart next() {
        HttpPart part = step();
        while (part == null) {
            part = step();
        }
        if (part == HttpNeedMore.NEED_MORE && inputEnded && !isBetweenMessages()) {
            part = fail(HttpProblem.Kind.CUT_SHORT, "the connection was closed within a message");
        }
        return part;
    }

    /** One step of the machine; null when it has to be asked again. */
    private @Nullable HttpPart step() {
        return switch (state) {
            case START_LINE -> onStartLine();
            case HEADERS, TRAILERS -> onHeaderLine();
            case COUNTED_BODY, CHUNK_DATA -> onCountedOctets();
            case BODY_UNTIL_CLOSE -> onOctetsUntilClose();
            case CHUNK_SIZE -> onChunkSize();
            case CHUNK_END -> onChunkEnd();
            case END -> onEnd();
            case BROKEN -> problem;
        };
    }

    private @Nullable HttpPart onStartLine() {
        String line = line(limits.startLineOctets());
        if (line == null) {
            boolean long414 = unread() >= limits.startLineOctets();
            return long414
                    ? fail(HttpProblem.Kind.TARGET_TOO_LONG, "no end of the first line")
                    : HttpNeedMore.NEED_MORE;
        }
        if (line.isEmpty() && !responses) {
            return headOctets > limits.headOctets()
                    ? fail(HttpProblem.Kind.HEAD_TOO_LARGE, "nothing but empty lines")
                    : null;
        }
        HttpHead read = HttpHead.read(line, responses);
        if (read.problem() != null) {
            return broken(read.problem());
        }
        head = read;
        headers.clear();
        state = State.HEADERS;
        return null;
    }

    private @Nullable HttpPart onHeaderLine() {
        int left = limits.headOctets() - headOctets;
        String line = line(left);
        if (line == null) {
            return unread() >= left
                    ? fail(HttpProblem.Kind.HEAD_TOO_LARGE, "above " + limits.headOctets() + " octets")
                    : HttpNeedMore.NEED_MORE;
        }
        if (line.isEmpty()) {
            return state == State.HEADERS ? onHead() : onTrailers();
        }
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        String value = HttpSyntax.trim(line.substring(colon + 1));
        // RFC 9112 §5.1 and §5.2: no blank before the colon, no folded lines; neither is a token.
        if (colon < 0 || !HttpSyntax.isToken(name) || !HttpSyntax.isText(value)) {
            return fail(HttpProblem.Kind.BAD_HEADER, "not a header: '" + line + "'");
        }
        if (headers.size() == limits.headers()) {
            return fail(HttpProblem.Kind.HEAD_TOO_LARGE, "above " + limits.headers() + " headers");
        }
        headers.add(new HttpHeader(name, value));
        return null;
    }

    private HttpPart onHead() {
        HttpHeaders all = new HttpHeaders(headers);
        HttpPart message = head.message(all);
        BodyLength length = BodyLength.of(message, all, answersHead);
        if (length.problem() != null) {
            return broken(length.problem());
        }
        bodyOctets = 0;
        bodyLeft = length.octets();
        end = HttpEnd.WITHOUT_TRAILERS;
        switch (length.kind()) {
            case COUNTED -> state = bodyLeft == 0 ? State.END : State.COUNTED_BODY;
            case CHUNKED -> state = State.CHUNK_SIZE;
            case UNTIL_CLOSE -> state = State.BODY_UNTIL_CLOSE;
        }
        return bodyLeft > limits.bodyOctets() ? tooLarge() : message;
    }

    private @Nullable HttpPart onTrailers() {
        end = headers.isEmpty() ? HttpEnd.WITHOUT_TRAILERS : new HttpEnd(new HttpHeaders(headers));
        state = State.END;
        return null;
    }

    private @Nullable HttpPart onCountedOctets() {
        if (unread() == 0) {
            return HttpNeedMore.NEED_MORE;
        }
        HttpBody piece = take((int) Math.min(unread(), bodyLeft));
        bodyLeft -= piece.length();
        if (bodyLeft == 0) {
            state = state == State.COUNTED_BODY ? State.END : State.CHUNK_END;
        }
        return piece;
    }

    private @Nullable HttpPart onOctetsUntilClose() {
        if (unread() > 0) {
            return bodyOctets + unread() > limits.bodyOctets() ? tooLarge() : take(unread());
        }
        if (!inputEnded) {
            return HttpNeedMore.NEED_MORE;
        }
        state = State.END;
        return null;
    }

    private @Nullable HttpPart onChunkSize() {
        String line = line(CHUNK_LINE_LIMIT_OCTETS);
        if (line == null) {
            return unread() >= CHUNK_LINE_LIMIT_OCTETS
                    ? fail(HttpProblem.Kind.BAD_CHUNK, "no end of a chunk's size")
                    : HttpNeedMore.NEED_MORE;
        }
        int semicolon = line.indexOf(';');
        long size = hexadecimal(HttpSyntax.trim(semicolon < 0 ? line : line.substring(0, semicolon)));
        if (size < 0 || !HttpSyntax.isText(line)) {
            return fail(HttpProblem.Kind.BAD_CHUNK, "not a chunk's size: '" + line + "'");
        }
        if (bodyOctets + size > limits.bodyOctets()) {
            return tooLarge();
        }
        bodyLeft = size;
        headers.clear();
        state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
        return null;
    }

    private @Nullable HttpPart onChunkEnd() {
        String line = line(2);
        if (line == null) {
            return unread() >= 2
                    ? fail(HttpProblem.Kind.BAD_CHUNK, "a chunk longer than its size")
                    : HttpNeedMore.NEED_MORE;
        }
        if (!line.isEmpty()) {
            return fail(HttpProblem.Kind.BAD_CHUNK, "a chunk longer than its size");
        }
        state = State.CHUNK_SIZE;
        return null;
    }

    private HttpPart onEnd() {
        state = State.START_LINE;
        headOctets = 0;
        return end;
    }

    private HttpBody take(int length) {
        HttpBody piece = new HttpBody(buffer, position, length);
        position += length;
        scanned = position;
        bodyOctets += length;
        return piece;
    }

    /** The next line without its end, or null when its end is not among the next octets, {@code limit} at most. */
    private @Nullable String line(int limit) {
        int last = (int) Math.min(buffer.length, (long) position + limit);
        for (int at = Math.max(scanned, position); at < last; at++) {
            if (buffer[at] == '\n') {
                int lineEnd = at > position && buffer[at - 1] == '\r' ? at - 1 : at;
                String line = new String(buffer, position, lineEnd - position, StandardCharsets.ISO_8859_1);
                headOctets += countsAsHead() ? at + 1 - position : 0;
                position = at + 1;
                scanned = position;
                return line;
            }
        }
        scanned = last;
        return null;
    }

    /** The lines around chunks are no part of the head, however many. */
    private boolean countsAsHead() {
        return state == State.START_LINE || state == State.HEADERS || state == State.TRAILERS;
    }

    /** The value of one to eight hexadecimal digits, or -1. */
    private static long hexadecimal(String digits) {
        if (digits.isEmpty() || digits.length() > 8) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private HttpProblem tooLarge() {
        return fail(HttpProblem.Kind.BODY_TOO_LARGE, "above " + limits.bodyOctets() + " octets");
    }

    private HttpProblem fail(HttpProblem.Kind kind, String text) {
        return broken(new HttpProblem(kind, text));
    }

    private HttpProblem broken(HttpProblem found) {
        problem = found;
        state = State.BROKEN;
        return found;
    }
}
