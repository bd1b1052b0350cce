package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of a node. It hangs on a network, or a {@link LinkSpec} names it; {@code lo} does neither.
 *
 * @param network the segment it hangs on, or null
 * @param addresses in the order of the file; the first is the primary one
 * @param ipv6Addresses in the order of the file; the link-local one comes by itself
 * @param mac null to have one made from the node's and the interface's name
 * @param quality of the cable to the network's switch; without effect when {@code network} is null
 */
public record InterfaceSpec(
        Position position,
        String name,
        @Nullable String network,
        List<InterfaceAddress> addresses,
        List<Ipv6InterfaceAddress> ipv6Addresses,
        int mtuOctets,
        @Nullable MacAddress mac,
        LinkQuality quality)
        implements Located {

    public InterfaceSpec {
        addresses = List.copyOf(addresses);
        ipv6Addresses = List.copyOf(ipv6Addresses);
    }

    /** The same interface with other addresses. */
    public InterfaceSpec withAddresses(List<InterfaceAddress> others, List<Ipv6InterfaceAddress> ipv6Others) {
        return new InterfaceSpec(position, name, network, others, ipv6Others, mtuOctets, mac, quality);
    }
}
