package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.IpPrefix;
import org.jspecify.annotations.Nullable;

/** {@code network P [route-map R] [backdoor]}. */
public record Network(IpPrefix prefix, @Nullable NamedPolicy routeMap, boolean backdoor) {

    public static Network of(IpPrefix prefix) {
        return new Network(prefix, null, false);
    }
}
