package io.sextant.cluster.flow;

/** What became of the packet; names and order are those of Hubble's {@code flow.proto}. */
public enum FlowVerdict {
    VERDICT_UNKNOWN,
    FORWARDED,
    DROPPED,
    ERROR,
    AUDIT,
    REDIRECTED,
    TRACED,
    TRANSLATED
}
