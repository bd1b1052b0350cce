package io.sextant.protocol.bgp.session;

/** {@code remote-as N | internal | external}. */
public enum RemoteAsRule {
    /** The peer must name the configured AS. */
    SPECIFIED,
    /** Ours. */
    INTERNAL,
    /** Any but ours. */
    EXTERNAL
}
