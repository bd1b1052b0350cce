package io.sextant.protocol.bgp.config;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code redistribute KIND [metric M] [route-map R]}.
 *
 * @param metric the MED instead of the route's own metric
 */
public record Redistribution(
        RouteKind kind, OptionalLong metric, @Nullable NamedPolicy routeMap) {}
