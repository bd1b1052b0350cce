package io.sextant.protocol.bgp.session;

/** The relation to a peer. */
public enum PeerType {
    /** Same AS. */
    INTERNAL,
    /** Another AS of the same confederation (RFC 5065). */
    CONFEDERATION,
    /** Another AS. */
    EXTERNAL
}
