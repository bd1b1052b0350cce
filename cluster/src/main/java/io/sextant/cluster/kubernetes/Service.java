package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service.
 *
 * @param clusterIps one for each of its versions of IP, in their order; those not asked for are assigned
 * @param requestedIps {@code spec.loadBalancerIP}, or MetalLB's annotation that names one of each version; empty for any
 * @param loadBalancerIps what the allocator wrote into its status
 * @param affinitySeconds {@code sessionAffinity: ClientIP} with this timeout; 0 for None
 * @param sourceRanges {@code loadBalancerSourceRanges}; empty for everyone
 */
public record Service(
        ObjectName name,
        ServiceType type,
        Map<String, String> selector,
        List<ServicePort> ports,
        IpFamilies families,
        List<IpAddress> clusterIps,
        List<IpAddress> requestedIps,
        List<IpAddress> loadBalancerIps,
        TrafficPolicy externalTrafficPolicy,
        int affinitySeconds,
        List<IpPrefix> sourceRanges,
        Map<String, String> annotations,
        long createdNanos)
        implements ApiObject {

    public Service {
        selector = Labels.copyOf(selector);
        ports = List.copyOf(ports);
        clusterIps = List.copyOf(clusterIps);
        requestedIps = List.copyOf(requestedIps);
        loadBalancerIps = List.copyOf(loadBalancerIps);
        sourceRanges = List.copyOf(sourceRanges);
        annotations = Labels.copyOf(annotations);
    }

    /** A service as it is asked for: IPv4, nothing assigned, no affinity, open to everyone. */
    public static Service of(ObjectName name, ServiceType type, Map<String, String> selector, List<ServicePort> ports) {
        return new Service(
                name,
                type,
                selector,
                ports,
                IpFamilies.IPV4,
                List.of(),
                List.of(),
                List.of(),
                TrafficPolicy.CLUSTER,
                0,
                List.of(),
                Map.of(),
                0);
    }

    /** The address of its primary version; null until assigned. */
    public @Nullable IpAddress clusterIp() {
        return clusterIps.isEmpty() ? null : clusterIps.get(0);
    }

    public Service withFamilies(IpFamilies value) {
        return new Builder(this).families(value).build();
    }

    public Service withClusterIps(List<? extends IpAddress> addresses) {
        return new Builder(this).clusterIps(addresses).build();
    }

    public Service withPorts(List<ServicePort> value) {
        return new Builder(this).ports(value).build();
    }

    public Service withRequestedIps(List<? extends IpAddress> addresses) {
        return new Builder(this).requestedIps(addresses).build();
    }

    public Service withLoadBalancerIps(List<? extends IpAddress> addresses) {
        return new Builder(this).loadBalancerIps(addresses).build();
    }

    public Service withTrafficPolicy(TrafficPolicy value) {
        return new Builder(this).policy(value).build();
    }

    public Service withCreatedNanos(long nanos) {
        return new Builder(this).createdNanos(nanos).build();
    }

    public Service withAffinitySeconds(int seconds) {
        return new Builder(this).affinitySeconds(seconds).build();
    }

    public Service withSourceRanges(List<? extends IpPrefix> ranges) {
        return new Builder(this).sourceRanges(ranges).build();
    }

    public Service withAnnotations(Map<String, String> value) {
        return new Builder(this).annotations(value).build();
    }

    /** A copy of which one thing differs. */
    private static final class Builder {
        private final Service from;
        private List<ServicePort> ports;
        private IpFamilies families;
        private List<? extends IpAddress> clusterIps;
        private List<? extends IpAddress> requestedIps;
        private List<? extends IpAddress> loadBalancerIps;
        private TrafficPolicy policy;
        private int affinitySeconds;
        private List<? extends IpPrefix> sourceRanges;
        private Map<String, String> annotations;
        private long createdNanos;

        Builder(Service from) {
            this.from = from;
            ports = from.ports;
            families = from.families;
            clusterIps = from.clusterIps;
            requestedIps = from.requestedIps;
            loadBalancerIps = from.loadBalancerIps;
            policy = from.externalTrafficPolicy;
            affinitySeconds = from.affinitySeconds;
            sourceRanges = from.sourceRanges;
            annotations = from.annotations;
            createdNanos = from.createdNanos;
        }

        Builder ports(List<ServicePort> value) {
            ports = value;
            return this;
        }

        Builder families(IpFamilies value) {
            families = value;
            return this;
        }

        Builder clusterIps(List<? extends IpAddress> value) {
            clusterIps = value;
            return this;
        }

        Builder requestedIps(List<? extends IpAddress> value) {
            requestedIps = value;
            return this;
        }

        Builder loadBalancerIps(List<? extends IpAddress> value) {
            loadBalancerIps = value;
            return this;
        }

        Builder policy(TrafficPolicy value) {
            policy = value;
            return this;
        }

        Builder affinitySeconds(int value) {
            affinitySeconds = value;
            return this;
        }

        Builder sourceRanges(List<? extends IpPrefix> value) {
            sourceRanges = value;
            return this;
        }

        Builder annotations(Map<String, String> value) {
            annotations = value;
            return this;
        }

        Builder createdNanos(long value) {
            createdNanos = value;
            return this;
        }

        Service build() {
            return new Service(
                    from.name,
                    from.type,
                    from.selector,
                    ports,
                    families,
                    List.copyOf(clusterIps),
                    List.copyOf(requestedIps),
                    List.copyOf(loadBalancerIps),
                    policy,
                    affinitySeconds,
                    List.copyOf(sourceRanges),
                    annotations,
                    createdNanos);
        }
    }
}
