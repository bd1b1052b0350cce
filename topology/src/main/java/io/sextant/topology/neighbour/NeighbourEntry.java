package io.sextant.topology.neighbour;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.device.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ip neigh} or {@code ip -6 neigh}.
 *
 * @param mac null while it is not known
 * @param router whether it said of itself that it is a router, which only neighbour discovery does
 */
public record NeighbourEntry(
        IpAddress address,
        NetworkInterface device,
        @Nullable MacAddress mac,
        NeighbourState state,
        boolean router) {}
