package io.sextant.protocol.bgp.policy.list;

/** What a list's or a route-map's entry says of what it matches. */
public enum Verdict {
    PERMIT,
    DENY;

    public boolean permits() {
        return this == PERMIT;
    }

    /** The word in configurations. */
    public String word() {
        return this == PERMIT ? "permit" : "deny";
    }
}
