package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.report.RunReport;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.protocol.address.IpPrefix;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnrestTest {

    private static final IpPrefix PREFIX = IpPrefix.parse("203.0.113.0/24");
    private static final long MILLI = 1_000_000L;

    private final Unrest unrest = new Unrest();
    private long nowNanos;

    private void goes(String... ways) {
        for (String way : ways) {
            nowNanos += 50 * MILLI;
            unrest.changed(nowNanos, "r1", PREFIX, way);
        }
    }

    @Test
    void a_cycle_gone_round_often_enough_is_named_with_its_length() {
        goes("by r3");
        for (int i = 0; i < Unrest.ROUNDS_MIN; i++) {
            goes("by r2", "by r0", "no path");
        }
        assertThat(unrest.sentences())
                .singleElement()
                .asString()
                .startsWith("203.0.113.0/24 never settles, until 1.250000 s: r1 goes round by r2, by r0, no path");
    }

    @Test
    void a_network_that_settled_in_the_end_is_at_rest() {
        for (int i = 0; i < 3 * Unrest.ROUNDS_MIN; i++) {
            goes("by r2", "by r0");
        }
        goes("by r3");
        assertThat(unrest.sentences()).isEmpty();
    }

    @Test
    void a_flap_now_and_then_is_no_cycle() {
        for (int i = 0; i < Unrest.ROUNDS_MIN - 1; i++) {
            goes("by r2", "no path");
        }
        assertThat(unrest.sentences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dispute-wheel, 'r1 goes round by r2 (65002 65000), by r0 (65000)'",
        "dispute-wheel, 'r2 goes round by r3 (65003 65000), by r0 (65000)'",
        "dispute-wheel, 'r3 goes round by r1 (65001 65000), by r0 (65000)'",
        "disagree, 'r1 goes round by r2 (65002 65000), by r0 (65000)'",
        "disagree, 'r2 goes round by r1 (65001 65000), by r0 (65000)'",
        "med-oscillation, 'ra goes round by rc (6), by rb (10)'",
        "med-oscillation, 'rd goes round by re (6), by ra (10)'",
        "reflector-ring, 'ra goes round by ca (65100), by rb (65100)'",
        "reflector-ring, 'rb goes round by rc (65100), by cb (65100)'",
        "reflector-ring, 'rc goes round by cc (65100), by ra (65100)'"
    })
    void what_never_settles_among_the_shipped_is_found_with_each_router(String name, String cycle) {
        Scenario scenario = ScenarioLoader.load(scenarioFile(name)).scenario().orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        run.runUntil(scenario.durationNanos(), now -> {});
        RunReport report = run.finish();
        assertThat(report.warnings())
                .filteredOn(warning -> warning.contains("never settles"))
                .singleElement()
                .asString()
                .contains("203.0.113.0/24", cycle, "dispute wheel");
    }

    private static Path scenarioFile(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("scenarios/dispute-wheel.yaml"))) {
            folder = folder.getParent();
        }
        assertThat(folder).isNotNull();
        return Path.of(String.valueOf(folder), "scenarios", name + ".yaml");
    }
}
