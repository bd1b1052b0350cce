package io.sextant.cluster.flow;

import java.util.List;

/**
 * One side of a flow as the agent knows it. Empty text means unknown.
 *
 * @param id the endpoint's number on its own node; 0 on every other node and for what is no endpoint
 * @param identity the security identity: 2 world, 256 and more for pods
 */
public record FlowEndpoint(int id, int identity, String namespace, List<String> labels, String podName) {

    public FlowEndpoint {
        labels = List.copyOf(labels);
    }
}
