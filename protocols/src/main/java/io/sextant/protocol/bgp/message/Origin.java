package io.sextant.protocol.bgp.message;

import java.util.Arrays;
import java.util.Optional;

/** Where a route entered BGP (RFC 4271 §5.1.1); the order is the order of preference. */
public enum Origin {
    IGP(0, "i", "IGP"),
    EGP(1, "e", "EGP"),
    INCOMPLETE(2, "?", "incomplete");

    private final int code;
    private final String symbol;
    private final String word;

    Origin(int code, String symbol, String word) {
        this.code = code;
        this.symbol = symbol;
        this.word = word;
    }

    /** The letter at a line's end in {@code show ip bgp}. */
    public String symbol() {
        return symbol;
    }

    /** The word in {@code show bgp ipv4 unicast PREFIX}. */
    public String word() {
        return word;
    }

    static Optional<Origin> of(int code) {
        return Arrays.stream(values()).filter(origin -> origin.code == code).findFirst();
    }

    /** The value on the wire, 0..2. */
    int code() {
        return code;
    }
}
