package io.sextant.protocol.http;

import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * The head of a request (RFC 9112 §3). Its body, if any, travels apart as octets.
 *
 * <pre>
 * method SP target SP HTTP/1.1 CRLF
 * *( name ":" OWS value OWS CRLF )
 * CRLF
 * </pre>
 *
 * @param target as it is written: {@code /path?query}, or a whole URL
 */
public record HttpRequest(String method, String target, HttpVersion version, HttpHeaders headers) implements HttpPart {

    public HttpRequest {
        if (!HttpSyntax.isToken(method)) {
            throw new IllegalArgumentException("'" + method + "' is not a method");
        }
        if (!HttpSyntax.isTarget(target)) {
            throw new IllegalArgumentException("'" + target + "' is not a target");
        }
    }

    /** A GET by HTTP/1.1, headers as names and values in turn. */
    public static HttpRequest get(String target, String... namesAndValues) {
        return new HttpRequest("GET", target, HttpVersion.HTTP_1_1, HttpHeaders.of(namesAndValues));
    }

    /** Whether the client means to ask again on this connection (RFC 9112 §9.3). */
    public boolean keepsConnection() {
        return version.persistsByDefault()
                ? !headers.hasToken("Connection", "close")
                : headers.hasToken("Connection", "keep-alive");
    }

    /** The first line without its end. */
    public String startLine() {
        return method + " " + target + " " + version;
    }

    /** Writes the head, headers in order, and the empty line. */
    public void encode(ByteWriter out) {
        out.bytes(startLine().getBytes(StandardCharsets.ISO_8859_1)).u8('\r').u8('\n');
        headers.encode(out);
        out.u8('\r').u8('\n');
    }

    /** The head's octets. */
    public byte[] toBytes() {
        ByteWriter out = new ByteWriter(256);
        encode(out);
        return out.toBytes();
    }
}
