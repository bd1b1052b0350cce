package io.sextant.cluster.flow;

/** The Kubernetes service an address of a flow belongs to. */
public record ServiceName(String namespace, String name) {}
