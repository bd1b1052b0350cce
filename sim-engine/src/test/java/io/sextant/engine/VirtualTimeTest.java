package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VirtualTimeTest {

    @Test
    void formats_seconds_with_nine_decimals() {
        assertThat(VirtualTime.format(0)).isEqualTo("0.000000000 s");
        assertThat(VirtualTime.format(50_000)).isEqualTo("0.000050000 s");
        assertThat(VirtualTime.format(12_000_000_001L)).isEqualTo("12.000000001 s");
        assertThat(VirtualTime.format(Long.MAX_VALUE)).isEqualTo("9223372036.854775807 s");
    }

    @Test
    void refuses_a_negative_time() {
        assertThatThrownBy(() -> VirtualTime.format(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
