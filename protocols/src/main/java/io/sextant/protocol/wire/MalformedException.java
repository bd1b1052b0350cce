package io.sextant.protocol.wire;

/** Octets that cannot be what they claim to be. Stackless: it is an answer to a peer's octets, not a fault of ours. */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;

    /** Names the field that is wrong and says in words what was found and what was expected. */
    public MalformedException(String field, String reason) {
        super(field + ": " + reason, null, false, false);
        this.field = field;
    }

    /** The field that could not be read, such as {@code "IPv4 total length"}. */
    public String field() {
        return field;
    }
}
