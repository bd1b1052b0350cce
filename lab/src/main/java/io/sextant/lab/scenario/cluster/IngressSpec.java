package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * The ingress controller's rules. The controller itself is a deployment and a service of the cluster.
 *
 * @param namespace of the controller
 * @param deployment the deployment whose pods route by these rules
 */
public record IngressSpec(Position position, String namespace, String deployment, List<IngressRule> rules)
        implements Located {

    public IngressSpec {
        rules = List.copyOf(rules);
    }
}
