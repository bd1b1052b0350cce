package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Ipv4Address;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service.
 *
 * @param selector the labels its pods carry; never empty
 * @param clusterIp null to have one assigned from the service CIDR
 * @param loadBalancerIp the address it asks for, or null to get the pool's first free one
 */
public record ServiceSpec(
        Position position,
        ServiceName name,
        ServiceType type,
        Map<String, String> selector,
        List<ServicePort> ports,
        @Nullable Ipv4Address clusterIp,
        @Nullable Ipv4Address loadBalancerIp,
        ExternalTrafficPolicy externalTrafficPolicy)
        implements Located {

    public ServiceSpec {
        selector = Collections.unmodifiableMap(new LinkedHashMap<>(selector));
        ports = List.copyOf(ports);
    }
}
