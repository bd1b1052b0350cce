package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A deployment: equal pods that answer HTTP.
 *
 * @param image decides what the pods run; {@code nginx:1.21.3} serves the 615 octets of its welcome page
 * @param replicas from 0
 * @param containerPort the TCP port the pods listen on
 * @param portName the port's name in the pod template, or null
 * @param labels the pods' labels
 * @param templateHash the middle part of the pods' names
 * @param nodes where pods may land; they are dealt out in this order, round robin
 */
public record DeploymentSpec(
        Position position,
        String namespace,
        String name,
        String image,
        int replicas,
        int containerPort,
        @Nullable String portName,
        Map<String, String> labels,
        String templateHash,
        List<String> nodes)
        implements Located {

    public DeploymentSpec {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        nodes = List.copyOf(nodes);
    }
}
