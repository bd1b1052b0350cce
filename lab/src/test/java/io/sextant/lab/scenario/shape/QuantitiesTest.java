package io.sextant.lab.scenario.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuantitiesTest {

    private static <T> Optional<T> decode(Shape<T> shape, String text) {
        return shape.decode(new YamlScalar(Position.startOf(Path.of("x")), text, true), new Problems());
    }

    @ParameterizedTest
    @CsvSource({
        "90s, 90000000000",
        "150ms, 150000000",
        "1m30s, 90000000000",
        "1.5ms, 1500000",
        "0.1us, 100",
        "3µs, 3000",
        "7ns, 7",
        "2h, 7200000000000",
        "41s382ms, 41382000000",
        "0s, 0",
        "30d, 2592000000000000"
    })
    void reads_lengths_of_time(String text, long nanos) throws MismatchException {
        assertThat(Quantities.parseDuration(text)).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90",
                "s",
                "90 s",
                "-90s",
                "90x",
                "1e3s",
                "0.5ns",
                "31d",
                "1m 30s",
                "9999999999999999999999999999999s",
                "90S"
            })
    void refuses_what_is_no_length_of_time(String text) {
        assertThatThrownBy(() -> Quantities.parseDuration(text)).isInstanceOf(MismatchException.class);
    }

    @RepeatedTest(200)
    void reads_back_what_it_writes(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        long nanos = random.nextLong(1L << random.nextInt(1, 51));
        assertThat(Durations.parse(Durations.text(nanos)))
                .as("seed %d", repetition.getCurrentRepetition())
                .contains(nanos);
    }

    @ParameterizedTest
    @CsvSource({"10Gbps, 10000000000", "1.5Mbps, 1500000", "64kbps, 64000", "1bps, 1", "1Tbps, 1000000000000"})
    void reads_rates(String text, long bitsPerSecond) {
        assertThat(decode(Quantities.bitRate(), text)).contains(bitsPerSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10gbps", "10 Gbps", "0bps", "0.5bps", "10GB", "Gbps", "10Gb/s"})
    void refuses_what_is_no_rate(String text) {
        assertThat(decode(Quantities.bitRate(), text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"256KiB, 262144", "64kB, 64000", "1500B, 1500", "1MiB, 1048576"})
    void reads_sizes(String text, long octets) {
        assertThat(decode(Quantities.size(), text)).contains(octets);
    }

    @ParameterizedTest
    @CsvSource({"0%, 0", "5%, 0.05", "12.5%, 0.125", "100%, 1"})
    void reads_percentages(String text, double share) {
        assertThat(decode(Quantities.percentage(), text)).contains(share);
    }

    @ParameterizedTest
    @CsvSource({"50/s, 50", "300/m, 5", "0.5/s, 0.5", "3600/h, 1"})
    void reads_frequencies(String text, double perSecond) {
        assertThat(decode(Quantities.frequency(), text)).contains(perSecond);
    }
}
