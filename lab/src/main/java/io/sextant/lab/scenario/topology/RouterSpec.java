package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;

/**
 * BGP on an FRR router.
 *
 * @param routerId the BGP identifier
 * @param neighbors ordered by address
 * @param maximumPathsEbgp 1 to 256
 * @param maximumPathsIbgp 1 to 256
 * @param multipathRelax {@code bgp bestpath as-path multipath-relax}
 * @param ebgpRequiresPolicy {@code bgp ebgp-requires-policy}: without a policy, nothing is exchanged over eBGP
 * @param networks prefixes this router originates
 */
public record RouterSpec(
        Position position,
        FrrDefaults defaults,
        Asn asn,
        Ipv4Address routerId,
        List<NeighborSpec> neighbors,
        int maximumPathsEbgp,
        int maximumPathsIbgp,
        boolean multipathRelax,
        boolean ebgpRequiresPolicy,
        List<IpPrefix> networks)
        implements Located {

    /** FRR's compile-time limit in Debian's build, and so the default for eBGP and iBGP alike. */
    public static final int MAXIMUM_PATHS = 256;

    public RouterSpec {
        neighbors = List.copyOf(neighbors);
        networks = List.copyOf(networks);
    }
}
