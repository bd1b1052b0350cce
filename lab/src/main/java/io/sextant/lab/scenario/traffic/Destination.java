package io.sextant.lab.scenario.traffic;

import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where traffic goes: exactly one of the three is there.
 *
 * @param service meets the service at its load balancer address, whatever that turns out to be
 * @param node meets the node at its first address
 */
public record Destination(
        @Nullable ServiceName service,
        @Nullable String node,
        @Nullable IpAddress address) {

    public static Destination of(ServiceName service) {
        return new Destination(service, null, null);
    }

    public static Destination ofNode(String node) {
        return new Destination(null, node, null);
    }

    public static Destination of(IpAddress address) {
        return new Destination(null, null, address);
    }

    @Override
    public String toString() {
        return String.valueOf(service != null ? service : node != null ? node : address);
    }
}
