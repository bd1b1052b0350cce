package io.sextant.protocol.bfd;

/** A session's state as it stands in the packet (RFC 5880 §4.1). */
public enum BfdState {
    /** Held down by the operator. */
    ADMIN_DOWN(0, "shutdown"),
    /** Nothing heard, or the peer is gone. */
    DOWN(1, "down"),
    /** The peer is heard and has not yet heard us. */
    INIT(2, "init"),
    /** Both hear each other. */
    UP(3, "up");

    private final int code;
    private final String word;

    BfdState(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** 0..3, as in the packet. */
    public int code() {
        return code;
    }

    /** As FRR prints it. */
    public String word() {
        return word;
    }

    /** The state of a two-bit field. */
    static BfdState of(int code) {
        for (BfdState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        throw new IllegalArgumentException("BFD state " + code + " is not in 0..3");
    }
}
