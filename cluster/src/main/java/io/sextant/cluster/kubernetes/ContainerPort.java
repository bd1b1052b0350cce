package io.sextant.cluster.kubernetes;

/** A TCP port a container listens on; {@code name} is empty if it has none. */
public record ContainerPort(String name, int port) {}
