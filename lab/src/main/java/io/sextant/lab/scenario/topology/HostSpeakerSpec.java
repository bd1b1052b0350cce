package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import java.util.List;

/**
 * A BGP speaker other than FRR on a host that no cluster looks after.
 *
 * @param routerId the BGP identifier
 * @param neighbors ordered by address
 * @param announce the prefixes it originates
 * @param gracefulRestartSeconds the restart time it announces (RFC 4724 §3); 0 where it knows no graceful restart
 */
public record HostSpeakerSpec(
        Position position,
        SpeakerProgram program,
        Asn asn,
        Ipv4Address routerId,
        List<NeighborSpec> neighbors,
        List<IpPrefix> announce,
        int gracefulRestartSeconds)
        implements Located {

    public HostSpeakerSpec {
        neighbors = List.copyOf(neighbors);
        announce = List.copyOf(announce);
    }
}
