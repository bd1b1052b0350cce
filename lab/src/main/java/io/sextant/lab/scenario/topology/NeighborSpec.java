package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.List;

/**
 * A BGP neighbour of a router: a node of the scenario, with the address at which it is met.
 *
 * @param node the neighbour's name
 * @param address one of the neighbour's addresses, on a prefix the router shares with it
 * @param asn the neighbour's AS
 * @param passive waits to be dialled
 * @param families the versions of IP whose routes the session carries
 */
public record NeighborSpec(
        Position position,
        String node,
        IpAddress address,
        Asn asn,
        BgpTimers timers,
        boolean passive,
        List<IpVersion> families)
        implements Located {

    public NeighborSpec {
        families = List.copyOf(families);
    }
}
