package io.sextant.protocol.bgp.message;

/** Where a route entered BGP (RFC 4271 §5.1.1); the order is the order of preference. */
public enum Origin {
    IGP("i", "IGP"),
    EGP("e", "EGP"),
    INCOMPLETE("?", "incomplete");

    private final String symbol;
    private final String word;

    Origin(String symbol, String word) {
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

    /** The value on the wire, 0..2. */
    int code() {
        return ordinal();
    }
}
