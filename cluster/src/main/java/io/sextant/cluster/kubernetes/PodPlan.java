package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * A pod settled in advance, so that printouts can be compared; a deployment uses its plans, in order, before it
 * makes names up.
 *
 * @param node where it runs, or null to have it scheduled
 * @param ip inside its node's pod CIDR, or null for the next free address
 */
public record PodPlan(
        ObjectName deployment,
        String name,
        @Nullable String node,
        @Nullable Ipv4Address ip) {}
