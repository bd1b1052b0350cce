package io.sextant.cluster.kubernetes;

import java.util.List;

/**
 * Equal pods.
 *
 * @param templateHash the middle part of the pods' names
 * @param nodes where pods may land, dealt out in this order; empty for anywhere, the node with the fewest pods first
 */
public record Deployment(
        ObjectName name, int replicas, PodTemplate template, String templateHash, List<String> nodes, long createdNanos)
        implements ApiObject {

    public Deployment {
        nodes = List.copyOf(nodes);
        if (replicas < 0) {
            throw new IllegalArgumentException("replicas " + replicas + " of " + name);
        }
    }

    Deployment withReplicas(int value) {
        return new Deployment(name, value, template, templateHash, nodes, createdNanos);
    }
}
