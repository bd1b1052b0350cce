package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpLimits;

/**
 * How a server treats its connections.
 *
 * @param label what its events are called
 * @param serviceNanos from a request's last octet to the first thing done about it; above 0, so that the kernel's
 *     acknowledgment of the request leaves on its own, as it does on a real machine
 * @param requestNanos the longest wait for the rest of a request, and for a connection's first
 * @param keepAliveNanos the longest wait for the next request
 * @param requestsPerConnection the last of them is answered with {@code Connection: close}
 */
record ServerSettings(
        String label,
        long serviceNanos,
        long requestNanos,
        long keepAliveNanos,
        int requestsPerConnection,
        HttpLimits limits) {

    private static final long SECOND = 1_000_000_000L;

    /**
     * nginx 1.21.3 as its image configures it: {@code client_header_timeout} 60 s, {@code keepalive_timeout} 65 s,
     * {@code keepalive_requests} 1000. It answers a small file after 0.1 ms (0.12 ms measured with 1.22.1 on loopback).
     */
    static final ServerSettings NGINX =
            new ServerSettings("nginx", 100_000, 60 * SECOND, 65 * SECOND, 1_000, HttpLimits.SERVER);

    /** ingress-nginx: {@code keep-alive} 75 s, {@code keep-alive-requests} 1000. It works on a request for 0.1 ms. */
    static final ServerSettings INGRESS =
            new ServerSettings("ingress", 100_000, 60 * SECOND, 75 * SECOND, 1_000, HttpLimits.SERVER);
}
