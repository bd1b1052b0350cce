package io.sextant.cluster.kubernetes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for an ingress controller; the first that matches wins. */
public record Ingress(ObjectName name, List<Rule> rules, long createdNanos) implements ApiObject {

    /**
     * One host and path.
     *
     * @param host the Host header it is for, or empty for any
     * @param rewrite the path sent on, in which {@code $1} to {@code $9} stand for groups, or null to keep the path
     * @param service the service whose pods answer
     * @param rateLimit null for none
     */
    public record Rule(
            String host,
            String path,
            PathKind pathKind,
            @Nullable String rewrite,
            ObjectName service,
            int servicePort,
            @Nullable RateLimit rateLimit) {}

    /**
     * nginx's limit_req with nodelay, per client address and replica.
     *
     * @param requestsPerSecond above 0
     * @param burst requests above the rate that still pass
     * @param status what a refused request gets: 503 unless set otherwise
     */
    public record RateLimit(double requestsPerSecond, int burst, int status) {}

    public Ingress {
        rules = List.copyOf(rules);
    }
}
