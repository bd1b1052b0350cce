package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cluster.
 *
 * @param network the segment on which the nodes meet
 * @param serviceCidrs where cluster IPs come from: of IPv4 and, in a dual-stack cluster, of IPv6
 * @param ageNanos how long the cluster has existed when the run starts, for the AGE columns
 */
public record ClusterSpec(
        Position position,
        String name,
        String network,
        CiliumSpec cilium,
        KubernetesVersions versions,
        List<IpPrefix> serviceCidrs,
        long ageNanos,
        SpeakerSpec speaker,
        List<PoolSpec> pools,
        List<DeploymentSpec> deployments,
        List<PodSpec> pods,
        List<ServiceSpec> services,
        @Nullable IngressSpec ingress)
        implements Located {

    public ClusterSpec {
        serviceCidrs = List.copyOf(serviceCidrs);
        pools = List.copyOf(pools);
        deployments = List.copyOf(deployments);
        pods = List.copyOf(pods);
        services = List.copyOf(services);
    }

    /** The service of that name. */
    public Optional<ServiceSpec> service(ServiceName wanted) {
        return services.stream().filter(each -> each.name().equals(wanted)).findFirst();
    }

    /** The deployment of that name. */
    public Optional<DeploymentSpec> deployment(String namespace, String wanted) {
        return deployments.stream()
                .filter(each ->
                        each.namespace().equals(namespace) && each.name().equals(wanted))
                .findFirst();
    }
}
