package io.sextant.protocol.http;

import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * The head of a response (RFC 9112 §4). Its body, if any, travels apart as octets.
 *
 * <pre>
 * HTTP/1.1 SP status SP [ reason ] CRLF
 * *( name ":" OWS value OWS CRLF )
 * CRLF
 * </pre>
 *
 * @param status 100 to 999
 * @param reason words for people, may be empty
 */
public record HttpResponse(HttpVersion version, int status, String reason, HttpHeaders headers) implements HttpPart {

    public HttpResponse {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status " + status + " is not in 100..999");
        }
        if (!HttpSyntax.isText(reason)) {
            throw new IllegalArgumentException("'" + reason + "' is not a reason");
        }
    }

    /** An HTTP/1.1 response, headers as names and values in turn. */
    public static HttpResponse of(int status, String reason, String... namesAndValues) {
        return new HttpResponse(HttpVersion.HTTP_1_1, status, reason, HttpHeaders.of(namesAndValues));
    }

    /** Whether the server means to answer again on this connection (RFC 9112 §9.3). */
    public boolean keepsConnection() {
        return version.persistsByDefault()
                ? !headers.hasToken("Connection", "close")
                : headers.hasToken("Connection", "keep-alive");
    }

    /** Whether a response of this status never has a body (RFC 9112 §6.3). */
    public boolean isBodiless() {
        return status < 200 || status == 204 || status == 304;
    }

    /** The first line without its end; a missing reason leaves a blank, as RFC 9112 §4 asks. */
    public String startLine() {
        return version + " " + status + " " + reason;
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
