package io.sextant.protocol.wire;

/**
 * What a view's cheap check says of the octets at hand. A constant, not an exception: the forwarding path counts what it
 * refuses and goes on. After {@link #OK} every accessor of that view may be used without further checks.
 */
public enum WireCheck {
    /** Lengths, version and checksum agree. */
    OK,
    /** Fewer octets than the header, or the length it states, needs. */
    TRUNCATED,
    /** A version, hardware type or flag word this protocol does not know. */
    BAD_VERSION,
    /** A header length below the minimum or beyond the packet. */
    BAD_HEADER_LENGTH,
    /** A total length that contradicts the header. */
    BAD_LENGTH,
    /** The checksum does not match the octets. */
    BAD_CHECKSUM;

    public boolean isOk() {
        return this == OK;
    }
}
