package io.sextant.cluster.workload;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.http.HttpRequest;

/**
 * What each connection of a load does. One of these serves them all.
 *
 * @param holdNanos how long a connection stays open, from its SYN; 0: until its first answer
 * @param intervalNanos from an answer to the next request on a connection that is held; 0: at once
 * @param patienceNanos the longest wait for the handshake and for an answer
 */
public record HttpLoadRequest(
        IpAddress address, int port, HttpRequest message, long holdNanos, long intervalNanos, long patienceNanos) {

    /** What load generators commonly wait. */
    public static final long PATIENCE_NANOS = 30_000_000_000L;

    public HttpLoadRequest {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not in 1..65535");
        }
        if (holdNanos < 0 || intervalNanos < 0 || patienceNanos < 1) {
            throw new IllegalArgumentException("a hold of " + holdNanos + " ns, an interval of " + intervalNanos
                    + " ns or a patience of " + patienceNanos + " ns is below its least");
        }
    }

    /** GETs of one path, with 30 s of patience. */
    public static HttpLoadRequest get(
            IpAddress address, int port, String path, String host, long holdNanos, long intervalNanos) {
        HttpRequest message = HttpRequest.get(path, "Host", host, "User-Agent", "sextant-load", "Accept", "*/*");
        return new HttpLoadRequest(address, port, message, holdNanos, intervalNanos, PATIENCE_NANOS);
    }

    public HttpLoadRequest withPatience(long nanos) {
        return new HttpLoadRequest(address, port, message, holdNanos, intervalNanos, nanos);
    }
}
