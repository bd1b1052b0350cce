package io.sextant.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0 ns",
                "999|999 ns",
                "1000|1 µs",
                "1234|1.234 µs",
                "999999|999.999 µs",
                "1000000|1 ms",
                "71321499|71.321 ms",
                "71321500|71.322 ms",
                "999999499|999.999 ms",
                "999999500|1 s",
                "83213847112|83.214 s",
                "599999999999|600 s",
                "600000000000|10 min 0.0 s",
                "3723456000000|1 h 2 min 3.5 s",
                "-83213847112|-83.214 s"
            })
    void a_span_takes_the_unit_that_fits(long nanos, String text) {
        assertThat(Figures.span(nanos)).isEqualTo(text);
    }

    @Test
    void seconds_have_six_decimals_as_tcpdump_prints_them() {
        assertThat(Figures.seconds(143_213_847_112L)).isEqualTo("143.213847");
        assertThat(Figures.seconds(999_999_500L)).isEqualTo("1.000000");
        assertThat(Figures.seconds(-1_500L)).isEqualTo("-0.000002");
    }

    @Test
    void the_clock_rounds_over_a_new_year() {
        Instant start = Instant.parse("2021-12-31T23:59:59Z");
        assertThat(Figures.clock(start, 999_999_400L)).isEqualTo("2021-12-31 23:59:59.999999");
        assertThat(Figures.clock(start, 999_999_500L)).isEqualTo("2022-01-01 00:00:00.000000");
    }

    @Test
    void octets_are_exact_while_they_are_few() {
        assertThat(Figures.octets(1)).isEqualTo("1 octet");
        assertThat(Figures.octets(9_999)).isEqualTo("9,999 octets");
        assertThat(Figures.octets(10_000)).isEqualTo("10.0 kB");
        assertThat(Figures.octets(999_949)).isEqualTo("999.9 kB");
        assertThat(Figures.octets(999_950)).isEqualTo("1.0 MB");
        assertThat(Figures.octets(2_345_000_000L)).isEqualTo("2.3 GB");
    }

    @Test
    void a_share_of_nothing_is_a_dash() {
        assertThat(Figures.share(1, 6)).isEqualTo("16.7 %");
        assertThat(Figures.share(0, 0)).isEqualTo("–");
    }

    @Test
    void counts_know_the_singular() {
        assertThat(Figures.count(1, "frame", "frames")).isEqualTo("1 frame");
        assertThat(Figures.count(1_234_567, "frame", "frames")).isEqualTo("1,234,567 frames");
    }
}
