package io.sextant.topology.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReconnectionTest {

    private static final long SECOND = 1_000_000_000L;

    private final Reconnection reconnection = new Reconnection();

    @Test
    void nobody_has_to_reconnect_before_something_was_lost() {
        assertThat(reconnection.isFirst()).isTrue();
        reconnection.lost(0);
        assertThat(reconnection.isFirst()).isFalse();
        reconnection.forget();
        assertThat(reconnection.isFirst()).isTrue();
    }

    @Test
    void three_attempts_come_ten_seconds_apart_and_the_rest_a_minute() {
        reconnection.lost(100 * SECOND);
        assertThat(reconnection.nextNanos(101 * SECOND)).isEqualTo(110 * SECOND);
        assertThat(reconnection.nextNanos(111 * SECOND)).isEqualTo(120 * SECOND);
        assertThat(reconnection.nextNanos(121 * SECOND)).isEqualTo(130 * SECOND);
        assertThat(reconnection.nextNanos(131 * SECOND)).isEqualTo(190 * SECOND);
    }
}
