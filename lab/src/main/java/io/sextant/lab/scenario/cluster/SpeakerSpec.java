package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * BGP on the nodes.
 *
 * @param startNanos when the speakers start, counted from the start of the run
 */
public record SpeakerSpec(Position position, SpeakerKind kind, long startNanos, List<SpeakerPeer> peers)
        implements Located {

    public SpeakerSpec {
        peers = List.copyOf(peers);
    }
}
