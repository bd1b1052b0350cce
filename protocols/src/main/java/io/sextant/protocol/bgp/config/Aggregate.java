package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code aggregate-address P [as-set] [summary-only] [origin O] [route-map R] [matching-MED-only] [suppress-map S]}.
 *
 * @param asSet the aggregate's AS_PATH names the ASes of what it is made of
 * @param summaryOnly what it is made of is not sent to anybody
 * @param origin instead of the worst of what it is made of
 * @param matchingMedOnly only routes with the same MED are aggregated
 * @param suppressMap what it matches is not sent to anybody; not beside {@code summaryOnly}
 */
public record Aggregate(
        IpPrefix prefix,
        boolean asSet,
        boolean summaryOnly,
        boolean matchingMedOnly,
        Optional<Origin> origin,
        @Nullable NamedPolicy routeMap,
        @Nullable NamedPolicy suppressMap) {

    public Aggregate {
        if (summaryOnly && suppressMap != null) {
            throw new IllegalArgumentException("summary-only and suppress-map exclude each other: " + prefix);
        }
    }

    public static Aggregate of(IpPrefix prefix) {
        return new Aggregate(prefix, false, false, false, Optional.empty(), null, null);
    }

    public Aggregate withAsSet(boolean value) {
        return new Aggregate(prefix, value, summaryOnly, matchingMedOnly, origin, routeMap, suppressMap);
    }

    public Aggregate withSummaryOnly(boolean value) {
        return new Aggregate(prefix, asSet, value, matchingMedOnly, origin, routeMap, suppressMap);
    }

    public Aggregate withMatchingMedOnly(boolean value) {
        return new Aggregate(prefix, asSet, summaryOnly, value, origin, routeMap, suppressMap);
    }

    public Aggregate withOrigin(Optional<Origin> value) {
        return new Aggregate(prefix, asSet, summaryOnly, matchingMedOnly, value, routeMap, suppressMap);
    }

    public Aggregate withRouteMap(@Nullable NamedPolicy value) {
        return new Aggregate(prefix, asSet, summaryOnly, matchingMedOnly, origin, value, suppressMap);
    }

    public Aggregate withSuppressMap(@Nullable NamedPolicy value) {
        return new Aggregate(prefix, asSet, summaryOnly, matchingMedOnly, origin, routeMap, value);
    }
}
