package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * A pod whose name, node or address the scenario settles in advance, so that printouts can be compared.
 *
 * @param node where it runs, or null to let it land as the deployment's others do
 * @param address inside its node's pod CIDR, or null for the next free one
 */
public record PodSpec(
        Position position,
        String namespace,
        String name,
        String deployment,
        @Nullable String node,
        @Nullable IpAddress address)
        implements Located {}
