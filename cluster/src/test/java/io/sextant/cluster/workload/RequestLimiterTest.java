package io.sextant.cluster.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

    private static final Ipv4Address NODE_1 = Ipv4Address.parse("10.0.3.103");
    private static final Ipv4Address NODE_2 = Ipv4Address.parse("10.0.4.105");
    private static final long MILLISECOND = 1_000_000L;

    /** nginx 1.22.1 with rate=1r/s burst=5 nodelay let six of nine requests pass that came at once. */
    @Test
    void one_and_the_burst_pass_at_once() {
        RequestLimiter limiter = new RequestLimiter(1, 5);
        assertThat(passed(limiter, NODE_1, 9, 0)).isEqualTo(6);
    }

    @Test
    void each_address_has_its_own_bucket() {
        RequestLimiter limiter = new RequestLimiter(1, 5);
        assertThat(passed(limiter, NODE_1, 20, 0)).isEqualTo(6);
        assertThat(passed(limiter, NODE_2, 20, 0)).isEqualTo(6);
        assertThat(limiter.buckets()).isEqualTo(2);
    }

    @Test
    void the_bucket_leaks_at_the_rate() {
        RequestLimiter limiter = new RequestLimiter(2, 3);
        assertThat(passed(limiter, NODE_1, 9, 0)).isEqualTo(4);
        assertThat(passed(limiter, NODE_1, 9, 499 * MILLISECOND)).isZero();
        assertThat(passed(limiter, NODE_1, 9, 500 * MILLISECOND)).isEqualTo(1);
        assertThat(passed(limiter, NODE_1, 9, 60_000 * MILLISECOND))
                .as("no more than full")
                .isEqualTo(4);
    }

    @Test
    void what_is_refused_does_not_fill_the_bucket() {
        RequestLimiter limiter = new RequestLimiter(1, 0);
        assertThat(limiter.admits(NODE_1, 0)).isTrue();
        for (long at = 1; at < 1_000; at++) {
            assertThat(limiter.admits(NODE_1, at * MILLISECOND)).isFalse();
        }
        assertThat(limiter.admits(NODE_1, 1_000 * MILLISECOND)).isTrue();
    }

    @Test
    void the_oldest_address_is_forgotten_first() {
        RequestLimiter limiter = new RequestLimiter(1, 0);
        for (int i = 0; i <= RequestLimiter.BUCKETS_LIMIT; i++) {
            assertThat(limiter.admits(new Ipv4Address(i), 0)).isTrue();
        }
        assertThat(limiter.buckets()).isEqualTo(RequestLimiter.BUCKETS_LIMIT);
        assertThat(limiter.admits(new Ipv4Address(1), 0)).isFalse();
        assertThat(limiter.admits(new Ipv4Address(0), 0)).as("forgotten").isTrue();
    }

    private static int passed(RequestLimiter limiter, Ipv4Address client, int requests, long atNanos) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += limiter.admits(client, atNanos) ? 1 : 0;
        }
        return passed;
    }
}
