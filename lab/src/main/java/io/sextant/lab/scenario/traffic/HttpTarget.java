package io.sextant.lab.scenario.traffic;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for.
 *
 * @param port 1 to 65535
 * @param path begins with a slash
 * @param hostHeader the Host header, or null for the destination's address
 */
public record HttpTarget(
        Destination destination,
        int port,
        String path,
        @Nullable String hostHeader) {}
