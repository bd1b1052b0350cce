package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the ingress controller; the first that matches wins.
 *
 * @param host the Host header it is for, or empty for any
 * @param rewrite the path sent on, in which {@code $1} to {@code $9} stand for the groups of a regular expression, or null
 * @param rateLimit null for none
 */
public record IngressRule(
        Position position,
        String name,
        String host,
        String path,
        PathKind pathKind,
        @Nullable String rewrite,
        ServiceName service,
        int servicePort,
        @Nullable RateLimit rateLimit)
        implements Located {}
