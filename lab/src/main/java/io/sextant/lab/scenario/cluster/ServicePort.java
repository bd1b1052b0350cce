package io.sextant.lab.scenario.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One TCP port of a service.
 *
 * @param name empty if it has none
 * @param nodePort 30000 to 32767, or null to have one assigned
 */
public record ServicePort(
        String name, int port, int targetPort, @Nullable Integer nodePort) {}
