package io.sextant.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sextant.lab.yaml.Severity;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every broken file in the corpus is refused, with exactly the words that lie beside it. */
final class BrokenScenarioTest {

    static Stream<Path> corpus() throws IOException {
        return Stream.of(Repository.broken("text"), Repository.broken("shape"), Repository.broken("meaning"))
                .flatMap(files -> files);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void says_what_is_wrong_and_where(Path file) throws IOException {
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        String said = result.problems().stream()
                .map(problem -> relative(problem.toString()))
                .collect(Collectors.joining("\n", "", "\n"));
        Path expected = file.resolveSibling(file.getFileName().toString().replace(".yaml", ".expected"));
        if (Boolean.getBoolean("sextant.updateGolden")) {
            Files.writeString(expected, said);
        }
        assertThat(result.scenario()).isEmpty();
        assertThat(said).isEqualTo(Files.readString(expected));
    }

    private static String relative(String message) {
        return message.replace(Repository.root().resolve("lab/src/test/resources") + "/", "");
    }

    @Test
    void the_corpus_is_large_enough() throws IOException {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(250);
    }

    @Test
    void a_file_of_100_megabytes_is_refused_before_it_is_read(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100L * 1024 * 1024);
        }
        assertThat(messages(file))
                .containsExactly("'" + file + "' has 104,857,600 octets, expected at most 1,048,576 (1 MiB)");
    }

    @Test
    void a_document_of_the_largest_size_is_still_read_in_time(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("wide.yaml");
        Files.writeString(file, "sextant: 1\n" + "k: [1,2,3,4,5,6,7,8]\n".repeat(40_000));
        assertTimeout(Duration.ofSeconds(20), () -> assertThat(messages(file)).isNotEmpty());
    }

    @Test
    void any_truncation_and_any_changed_octet_ends_in_a_scenario_or_in_a_reason(@TempDir Path folder)
            throws IOException {
        byte[] good = Files.readAllBytes(Repository.broken().resolveSibling("lab.yaml"));
        byte[] others = {0x00, 0x09, 0x0A, 0x20, 0x26, 0x2A, 0x3A, 0x5B, 0x7B, (byte) 0x80, (byte) 0xFF};
        Path file = folder.resolve("changed.yaml");
        for (int i = 0; i < good.length; i++) {
            Files.write(file, Arrays.copyOf(good, i));
            assertAnswer(file);
            byte[] changed = good.clone();
            changed[i] = others[i % others.length];
            Files.write(file, changed);
            assertAnswer(file);
        }
    }

    private static void assertAnswer(Path file) {
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        boolean wrong = result.problems().stream().anyMatch(each -> each.severity() == Severity.ERROR);
        assertThat(wrong).isNotEqualTo(result.scenario().isPresent());
    }

    private static List<String> messages(Path file) {
        return ScenarioLoader.load(file).problems().stream()
                .map(problem -> problem.message())
                .toList();
    }
}
