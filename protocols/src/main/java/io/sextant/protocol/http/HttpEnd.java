package io.sextant.protocol.http;

/**
 * A message is complete; what follows belongs to the next.
 *
 * @param trailers what came behind the last chunk, mostly nothing (RFC 9112 §7.1.2)
 */
public record HttpEnd(HttpHeaders trailers) implements HttpPart {

    static final HttpEnd WITHOUT_TRAILERS = new HttpEnd(HttpHeaders.NONE);
}
