package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service.
 *
 * @param clusterIp null until assigned
 * @param requestedIp {@code spec.loadBalancerIP}, or null
 * @param loadBalancerIps what the allocator wrote into its status
 * @param affinitySeconds {@code sessionAffinity: ClientIP} with this timeout; 0 for None
 * @param sourceRanges {@code loadBalancerSourceRanges}; empty for everyone
 */
public record Service(
        ObjectName name,
        ServiceType type,
        Map<String, String> selector,
        List<ServicePort> ports,
        @Nullable Ipv4Address clusterIp,
        @Nullable Ipv4Address requestedIp,
        List<Ipv4Address> loadBalancerIps,
        TrafficPolicy externalTrafficPolicy,
        int affinitySeconds,
        List<Ipv4Prefix> sourceRanges,
        Map<String, String> annotations,
        long createdNanos)
        implements ApiObject {

    public Service {
        selector = Labels.copyOf(selector);
        ports = List.copyOf(ports);
        loadBalancerIps = List.copyOf(loadBalancerIps);
        sourceRanges = List.copyOf(sourceRanges);
        annotations = Labels.copyOf(annotations);
    }

    /** A service as it is asked for: nothing assigned, no affinity, open to everyone. */
    public static Service of(ObjectName name, ServiceType type, Map<String, String> selector, List<ServicePort> ports) {
        return new Service(
                name, type, selector, ports, null, null, List.of(), TrafficPolicy.CLUSTER, 0, List.of(), Map.of(), 0);
    }

    public Service withClusterIp(Ipv4Address address) {
        return with(ports, address, requestedIp, loadBalancerIps, externalTrafficPolicy, createdNanos);
    }

    public Service withPorts(List<ServicePort> value) {
        return with(value, clusterIp, requestedIp, loadBalancerIps, externalTrafficPolicy, createdNanos);
    }

    public Service withRequestedIp(@Nullable Ipv4Address address) {
        return with(ports, clusterIp, address, loadBalancerIps, externalTrafficPolicy, createdNanos);
    }

    public Service withLoadBalancerIps(List<Ipv4Address> addresses) {
        return with(ports, clusterIp, requestedIp, addresses, externalTrafficPolicy, createdNanos);
    }

    public Service withTrafficPolicy(TrafficPolicy policy) {
        return with(ports, clusterIp, requestedIp, loadBalancerIps, policy, createdNanos);
    }

    public Service withCreatedNanos(long nanos) {
        return with(ports, clusterIp, requestedIp, loadBalancerIps, externalTrafficPolicy, nanos);
    }

    public Service withAffinitySeconds(int seconds) {
        return new Service(
                name,
                type,
                selector,
                ports,
                clusterIp,
                requestedIp,
                loadBalancerIps,
                externalTrafficPolicy,
                seconds,
                sourceRanges,
                annotations,
                createdNanos);
    }

    public Service withSourceRanges(List<Ipv4Prefix> ranges) {
        return new Service(
                name,
                type,
                selector,
                ports,
                clusterIp,
                requestedIp,
                loadBalancerIps,
                externalTrafficPolicy,
                affinitySeconds,
                ranges,
                annotations,
                createdNanos);
    }

    public Service withAnnotations(Map<String, String> value) {
        return new Service(
                name,
                type,
                selector,
                ports,
                clusterIp,
                requestedIp,
                loadBalancerIps,
                externalTrafficPolicy,
                affinitySeconds,
                sourceRanges,
                value,
                createdNanos);
    }

    private Service with(
            List<ServicePort> newPorts,
            @Nullable Ipv4Address newClusterIp,
            @Nullable Ipv4Address newRequestedIp,
            List<Ipv4Address> newLoadBalancerIps,
            TrafficPolicy newPolicy,
            long newCreatedNanos) {
        return new Service(
                name,
                type,
                selector,
                newPorts,
                newClusterIp,
                newRequestedIp,
                newLoadBalancerIps,
                newPolicy,
                affinitySeconds,
                sourceRanges,
                annotations,
                newCreatedNanos);
    }
}
