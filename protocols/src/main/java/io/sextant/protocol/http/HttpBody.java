package io.sextant.protocol.http;

import java.util.Arrays;

/**
 * A piece of a body, chunks already unwrapped: a range of the octets that were pushed, not a copy.
 *
 * @param octets not to be changed
 * @param length above 0
 */
@SuppressWarnings("ArrayRecordComponent") // a view, compared by content below
public record HttpBody(byte[] octets, int offset, int length) implements HttpPart {

    public HttpBody {
        if (offset < 0 || length < 1 || length > octets.length - offset) {
            throw new IllegalArgumentException(offset + "+" + length + " of " + octets.length);
        }
    }

    /** A copy of the piece. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(octets, offset, offset + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpBody that
                && Arrays.equals(octets, offset, offset + length, that.octets, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    @Override
    public String toString() {
        return "body, " + length + " octets";
    }
}
