package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import org.jspecify.annotations.Nullable;

/**
 * A route of the table behind the speaker, offered for {@code redistribute}.
 *
 * @param nextHop the gateway, or null for what is connected
 * @param interfaceName the way out, or blank
 * @param metric of that route; becomes the MED
 * @param tag 0 for none
 */
public record ExternalRoute(
        IpPrefix prefix, RouteKind kind, @Nullable IpAddress nextHop, String interfaceName, long metric, long tag) {}
