package io.sextant.cluster.kubernetes;

import java.util.List;
import java.util.Map;

/** What the pods of a deployment are made from. */
public record PodTemplate(Map<String, String> labels, String image, List<ContainerPort> ports) {

    public PodTemplate {
        labels = Labels.copyOf(labels);
        ports = List.copyOf(ports);
    }
}
