package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SecondsTest {

    @Test
    void whole_seconds_have_no_decimals() {
        assertThat(Seconds.text(0)).isEqualTo("0 s");
        assertThat(Seconds.text(60_000_000_000L)).isEqualTo("60 s");
    }

    @Test
    void nothing_is_rounded() {
        assertThat(Seconds.text(61_071_612_072L)).isEqualTo("61.071612072 s");
        assertThat(Seconds.text(71_000_000L)).isEqualTo("0.071 s");
        assertThat(Seconds.text(1)).isEqualTo("0.000000001 s");
    }
}
