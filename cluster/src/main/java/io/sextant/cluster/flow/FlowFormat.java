package io.sextant.cluster.flow;

/** What {@code -o} chooses. */
public enum FlowFormat {
    COMPACT,
    DICT,
    TAB,
    JSON,
    JSONPB
}
