package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario that ships runs, keeps its word and the engine's invariants, and does the same again. */
final class ShippedScenariosTest {

    private static final Path SCENARIOS = Path.of("..", "scenarios");

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void a_scenario_keeps_its_expectations_loses_no_frame_and_repeats_itself(Path file, @TempDir Path folder)
            throws IOException {
        Scenario scenario = load(file);
        RunReport first = run(scenario, folder.resolve("first"), true);
        assertThat(first.limit()).as("limit").isNull();
        assertThat(first.verdicts()).as("verdicts of %s", file).isNotEmpty().allSatisfy(verdict -> assertThat(
                        verdict.outcome())
                .as(verdict.name() + ": expected " + verdict.expected() + ", found " + verdict.found())
                .isNotEqualTo(Verdict.Outcome.FAILED));
        RunReport second = run(scenario, folder.resolve("second"), false);
        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(octets(folder.resolve("second"))).isEqualTo(octets(folder.resolve("first")));
    }

    private static Scenario load(Path file) {
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        assertThat(result.problems()).isEmpty();
        return result.scenario().orElseThrow();
    }

    private static RunReport run(Scenario scenario, Path folder, boolean invariants) {
        ScenarioRun run = new ScenarioRun(
                scenario, RunOptions.QUIET.withCaptureFolder(folder).withInvariants(invariants));
        run.runUntil(scenario.durationNanos(), now -> {});
        return run.finish();
    }

    private static Map<String, String> octets(Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return sums;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                sums.put(file.getFileName().toString(), sum(file));
            }
        }
        return sums;
    }

    private static String sum(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
