package io.sextant.protocol.http;

import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * One header field (RFC 9110 §5).
 *
 * @param name as it is written; compared without regard to case
 * @param value Latin-1 without line ends, no blanks around it
 */
public record HttpHeader(String name, String value) {

    public HttpHeader {
        if (!HttpSyntax.isToken(name)) {
            throw new IllegalArgumentException("'" + name + "' is not a header's name");
        }
        if (!HttpSyntax.isText(value) || HttpSyntax.trim(value).length() != value.length()) {
            throw new IllegalArgumentException("'" + value + "' is not a value for " + name);
        }
    }

    /** Whether the name is this one, upper and lower case being the same. */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Writes {@code Name: value} and the end of the line. */
    public void encode(ByteWriter out) {
        out.bytes(toString().getBytes(StandardCharsets.ISO_8859_1)).u8('\r').u8('\n');
    }

    /** {@code Name: value}. */
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
