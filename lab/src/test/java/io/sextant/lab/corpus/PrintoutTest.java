package io.sextant.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What vtysh prints for people on the first router of the random network 023, held against what FRR 8.4.4 printed there.
 * Left out on both sides: times, versions, counters, and the order in which paths came, none of which two runs share.
 */
final class PrintoutTest {

    private static final Path RECORDED = CorpusCase.HOME.resolve("printouts").resolve("random-023-r1");

    @Test
    void what_a_router_prints_is_what_frr_printed(@TempDir Path folder) throws IOException {
        CorpusCase corpusCase = CorpusCase.read(CorpusCase.HOME.resolve("random").resolve("023"));
        Scenario scenario = ScenarioLoader.load(CorpusScenario.write(corpusCase, folder))
                .scenario()
                .orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        run.runUntil(scenario.durationNanos(), now -> {});
        for (String command : List.of(
                "show route-map",
                "show ip prefix-list",
                "show bgp ipv4 unicast",
                "show bgp ipv4 unicast 172.16.0.0/16",
                "show ip route",
                "show bgp summary")) {
            StringBuilder printed = new StringBuilder();
            run.consoles().run("r1", "vtysh -c '" + command + "'", (text, status) -> printed.append(text));
            String file = command.replace(' ', '_').replace('/', '-') + ".txt";
            assertThat(lines(printed.toString()))
                    .as(command)
                    .isEqualTo(lines(Files.readString(RECORDED.resolve(file))));
        }
        run.discard();
    }

    private static String lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
                        .replaceAll("Invoked:? \\d+", "Invoked N")
                        .replaceAll("table version (is )?\\d+|, version \\d+", "version N")
                        .replaceAll("Last update: .*", "Last update")
                        .replaceAll("best #\\d+", "best #N")
                        .replaceAll("^([0-9.]+ +4 +\\d+) +\\d+ +\\d+", "$1 N N"))
                .map(line -> line.matches("[*s][>= ][i ].{17}.*") ? line.substring(0, 3) + line.substring(20) : line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
