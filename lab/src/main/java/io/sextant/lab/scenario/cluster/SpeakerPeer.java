package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import java.util.List;

/**
 * A peer of the nodes' speakers.
 *
 * @param node the peer's name, always a node of the scenario
 * @param address the peer's address on a network the nodes share with it
 * @param asn the peer's AS
 * @param localAsn the nodes' own AS
 * @param holdNanos proposed hold time: 0 or 3 s to 65535 s
 * @param connectRetryNanos only Cilium's speaker reads it; MetalLB backs off 0, 1, 2, 4 ... 120 s
 * @param from the nodes that dial this peer, in the topology's order
 */
public record SpeakerPeer(
        Position position,
        String node,
        IpAddress address,
        Asn asn,
        Asn localAsn,
        long holdNanos,
        long connectRetryNanos,
        List<String> from)
        implements Located {

    public SpeakerPeer {
        from = List.copyOf(from);
    }
}
