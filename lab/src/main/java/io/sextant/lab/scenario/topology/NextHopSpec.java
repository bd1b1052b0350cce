package io.sextant.lab.scenario.topology;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One way of a static route.
 *
 * @param gateway null for an on-link destination
 * @param device null to take the interface whose prefix holds the gateway
 * @param weight 1 to 256
 */
public record NextHopSpec(
        @Nullable IpAddress gateway, @Nullable String device, int weight) {}
