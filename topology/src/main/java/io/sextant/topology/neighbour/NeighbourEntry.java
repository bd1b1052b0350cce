package io.sextant.topology.neighbour;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.device.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code ip neigh}.
 *
 * @param mac null while it is not known
 */
public record NeighbourEntry(
        Ipv4Address address,
        NetworkInterface device,
        @Nullable MacAddress mac,
        NeighbourState state) {}
