package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Which versions of IP a service has: {@code ipFamilyPolicy} and {@code ipFamilies}.
 *
 * @param order the versions, the primary one first; empty until the API server has chosen
 */
public record IpFamilies(Policy policy, List<IpVersion> order) {

    /** One address, of IPv4. */
    public static final IpFamilies IPV4 = new IpFamilies(Policy.SINGLE_STACK, List.of(IpVersion.IPV4));

    /** {@code spec.ipFamilyPolicy}. */
    public enum Policy {
        SINGLE_STACK,
        PREFER_DUAL_STACK,
        REQUIRE_DUAL_STACK
    }

    public IpFamilies {
        order = List.copyOf(order);
    }

    /**
     * What the API server makes of it ({@code pkg/registry/core/service/storage/alloc.go}, initIPFamilyFields).
     *
     * @param cluster the versions of the cluster's service CIDRs, first the default one
     * @throws IllegalArgumentException with the API server's reason when the cluster cannot give it
     */
    public IpFamilies admit(List<IpVersion> cluster) {
        for (IpVersion version : order) {
            if (!cluster.contains(version)) {
                throw new IllegalArgumentException(word(version) + " is not configured on this cluster");
            }
        }
        if (policy == Policy.REQUIRE_DUAL_STACK && cluster.size() < 2) {
            throw new IllegalArgumentException("this cluster is not configured for dual-stack services");
        }
        if (policy == Policy.SINGLE_STACK && order.size() > 1) {
            throw new IllegalArgumentException(
                    "must be RequireDualStack or PreferDualStack when multiple ipFamilies are specified");
        }
        List<IpVersion> admitted = new ArrayList<>(order.isEmpty() ? cluster.subList(0, 1) : order);
        if (policy != Policy.SINGLE_STACK) {
            cluster.stream().filter(version -> !admitted.contains(version)).forEach(admitted::add);
        }
        return new IpFamilies(policy, admitted);
    }

    private static String word(IpVersion version) {
        return version == IpVersion.IPV4 ? "IPv4" : "IPv6";
    }
}
