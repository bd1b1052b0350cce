package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;

/**
 * One way to a prefix as one source tells it, after import policy.
 *
 * @param weight FRR's first criterion; 32768 for routes of our own
 * @param igpMetric cost to the next hop, or {@link #UNREACHABLE}
 * @param stale kept over the peer's graceful restart
 * @param learnedNanos when it came in this form
 */
public record Path(
        Nlri nlri,
        RouteSource source,
        PathAttributes attributes,
        int weight,
        long igpMetric,
        boolean stale,
        long learnedNanos) {

    /** The next hop cannot be reached; the path takes no part in the decision (RFC 4271 §9.1.2). */
    public static final long UNREACHABLE = -1;

    /** FRR's weight of routes of our own ({@code BGP_ATTR_DEFAULT_WEIGHT}). */
    public static final int LOCAL_WEIGHT = 32_768;

    public boolean isReachable() {
        return igpMetric != UNREACHABLE;
    }

    /** Whether a later path of this source and identifier would replace this one. */
    public boolean isSameRouteAs(Path other) {
        return nlri.equals(other.nlri) && source.isSameVoice(other.source);
    }

    /** Whether the two differ in nothing but the time they were learned. */
    public boolean saysTheSameAs(Path other) {
        return isSameRouteAs(other)
                && attributes.equals(other.attributes)
                && weight == other.weight
                && igpMetric == other.igpMetric
                && stale == other.stale;
    }

    public Path withIgpMetric(long metric) {
        return new Path(nlri, source, attributes, weight, metric, stale, learnedNanos);
    }

    public Path asStale() {
        return new Path(nlri, source, attributes, weight, igpMetric, true, learnedNanos);
    }
}
