package io.sextant.lab.console.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 00:00:00",
        "13016, 03:36:56",
        "86399, 23:59:59",
        "86400, 1d00h00m",
        "93784, 1d02h03m",
        "604800, 01w0d00h",
        "702000, 01w1d03h",
        "31535999, 52w0d23h",
        "31536000, 01y00w0d",
        "32832000, 01y02w1d"
    })
    void sessions_age_as_frr_says(long seconds, String text) {
        assertThat(UpTime.ofSession(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "250, 4m10s",
        "600, 10m",
        "7500, 125m",
        "10800, 3h",
        "18180, 5h3m",
        "28800, 8h",
        "108000, 30h",
        "172800, 2d",
        "615600, 7d3h",
        "691200, 8d",
        "17280000, 200d",
        "63936000, 2y10d",
        "252288000, 8y",
        "-1, 0s",
        "-3, <invalid>"
    })
    void objects_age_as_kubectl_says(long seconds, String text) {
        assertThat(HumanDuration.of(seconds * 1_000_000_000L)).isEqualTo(text);
    }
}
