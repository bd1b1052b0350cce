package io.sextant.protocol.bgp.speaker;

/** {@code clear bgp … [in | out | soft [in | out]]}. */
public enum ClearKind {
    /** The session ends and comes back. */
    HARD,
    /** Routes from the peer are looked at anew. */
    SOFT_IN,
    /** Routes to the peer are sent anew. */
    SOFT_OUT,
    SOFT_BOTH
}
