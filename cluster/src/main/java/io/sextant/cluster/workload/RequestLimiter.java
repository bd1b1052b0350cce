package io.sextant.cluster.workload;

import io.sextant.protocol.address.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * nginx's {@code limit_req} with {@code nodelay}: a leaky bucket for each client address, counted in thousandths of a request
 * and in milliseconds ({@code ngx_http_limit_req_lookup}). A request that is refused does not fill the bucket. Behind SNAT
 * every client that came in by one node has that node's address, and so all of them share one bucket.
 */
final class RequestLimiter {

    /** What fits into ingress-nginx's zone of 5 MiB; the address unused longest is forgotten first. */
    static final int BUCKETS_LIMIT = 81_920;

    private static final long NANOS_PER_MILLISECOND = 1_000_000L;

    private static final class Bucket {
        long excess;
        long lastMillis;
    }

    private final long ratePerSecond;
    private final long burst;
    private final Map<IpAddress, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A limiter without any bucket yet.
     *
     * @param requestsPerSecond above 0
     * @param burst requests above the rate that still pass
     */
    RequestLimiter(double requestsPerSecond, int burst) {
        this.ratePerSecond = Math.max(1, Math.round(requestsPerSecond * 1_000));
        this.burst = burst * 1_000L;
    }

    /** Whether a request of this client may pass now. */
    boolean admits(IpAddress client, long nowNanos) {
        long nowMillis = nowNanos / NANOS_PER_MILLISECOND;
        Bucket bucket = buckets.get(client);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.lastMillis = nowMillis;
            buckets.put(client, bucket);
            forgetOldest();
            return true;
        }
        long elapsed = nowMillis - bucket.lastMillis;
        long excess = Math.max(0, bucket.excess - ratePerSecond * elapsed / 1_000 + 1_000);
        if (excess > burst) {
            return false;
        }
        bucket.excess = excess;
        bucket.lastMillis = nowMillis;
        return true;
    }

    /** Clients with a bucket. */
    int buckets() {
        return buckets.size();
    }

    private void forgetOldest() {
        if (buckets.size() > BUCKETS_LIMIT) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
