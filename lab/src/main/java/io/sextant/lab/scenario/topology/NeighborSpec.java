package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;

/**
 * A BGP neighbour of a router: a node of the scenario, with the address at which it is met.
 *
 * @param node the neighbour's name
 * @param address one of the neighbour's addresses, on a prefix the router shares with it
 * @param asn the neighbour's AS
 * @param passive waits to be dialled
 */
public record NeighborSpec(
        Position position, String node, Ipv4Address address, Asn asn, BgpTimers timers, boolean passive)
        implements Located {}
