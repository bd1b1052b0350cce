package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A service.
 *
 * @param selector the labels its pods carry; never empty
 * @param families the versions of IP it names, the primary one first; empty for the cluster's
 * @param clusterIps of one version each; one is assigned from the service CIDR where none is named
 * @param loadBalancerIps the addresses it asks for; empty to get a pool's first free ones
 */
public record ServiceSpec(
        Position position,
        ServiceName name,
        ServiceType type,
        Map<String, String> selector,
        List<ServicePort> ports,
        IpFamilyPolicy familyPolicy,
        List<IpVersion> families,
        List<IpAddress> clusterIps,
        List<IpAddress> loadBalancerIps,
        ExternalTrafficPolicy externalTrafficPolicy)
        implements Located {

    public ServiceSpec {
        selector = Collections.unmodifiableMap(new LinkedHashMap<>(selector));
        ports = List.copyOf(ports);
        families = List.copyOf(families);
        clusterIps = List.copyOf(clusterIps);
        loadBalancerIps = List.copyOf(loadBalancerIps);
    }
}
