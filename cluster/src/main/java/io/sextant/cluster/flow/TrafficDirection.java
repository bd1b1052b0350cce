package io.sextant.cluster.flow;

/** Seen from the endpoint whose program reported the packet. */
public enum TrafficDirection {
    UNKNOWN,
    INGRESS,
    EGRESS
}
