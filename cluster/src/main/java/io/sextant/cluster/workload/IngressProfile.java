package io.sextant.cluster.workload;

/**
 * How an ingress controller treats its upstreams.
 *
 * @param signature what its own pages are signed with
 * @param connectNanos {@code proxy-connect-timeout}
 * @param readNanos {@code proxy-read-timeout}: the longest silence of an upstream
 * @param tries {@code proxy-next-upstream-tries}: endpoints tried for one request
 * @param idleConnections {@code upstream-keepalive-connections}: connections to pods kept open between requests
 * @param idleNanos {@code upstream-keepalive-timeout}
 */
public record IngressProfile(
        String signature, long connectNanos, long readNanos, int tries, int idleConnections, long idleNanos) {

    /**
     * ingress-nginx with its defaults (1.x): it keeps up to 320 connections to pods open and uses them again, which is why
     * a pod that goes away costs no more than a retry. Its pages are signed {@code nginx}, and it sends no Server header
     * ({@code server-tokens: false}).
     */
    public static final IngressProfile INGRESS_NGINX =
            new IngressProfile("nginx", 5_000_000_000L, 60_000_000_000L, 3, 320, 60_000_000_000L);

    public IngressProfile {
        if (connectNanos < 1 || readNanos < 1 || tries < 1 || idleConnections < 0 || idleNanos < 1) {
            throw new IllegalArgumentException("a time, a number of tries or of connections is below its least");
        }
    }

    /** With another wait for an upstream's octets. */
    public IngressProfile withReadNanos(long nanos) {
        return new IngressProfile(signature, connectNanos, nanos, tries, idleConnections, idleNanos);
    }

    /** With another number of idle connections; 0 opens one for each request. */
    public IngressProfile withIdleConnections(int connections) {
        return new IngressProfile(signature, connectNanos, readNanos, tries, connections, idleNanos);
    }
}
