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

    private static final Path RECORDED = CorpusCase.HOME.resolve("printouts");
    private static final String NEIGHBOR = "show bgp ipv4 unicast neighbors ";

    @Test
    void what_a_router_prints_is_what_frr_printed(@TempDir Path folder) throws IOException {
        CorpusCase corpusCase =
                CorpusCase.read(CorpusCase.HOME.resolve("random").resolve("023"));
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
                "show bgp ipv6 unicast",
                "show bgp ipv6 unicast json",
                "show bgp ipv4 unicast summary",
                "show ip route",
                "show bgp summary")) {
            isAsRecorded(run, "r1", command);
        }
        for (String neighbor : List.of("10.0.0.11", "10.0.0.12", "10.0.0.13", "10.0.0.14")) {
            for (String which : List.of("advertised-routes", "received-routes", "routes")) {
                isAsRecorded(run, "r1", NEIGHBOR + neighbor + " " + which);
                isAsRecorded(run, "r1", NEIGHBOR + neighbor + " " + which + " json");
            }
            isAsRecorded(run, "r1", NEIGHBOR + neighbor + " filtered-routes");
        }
        for (String which :
                List.of("advertised-routes", "received-routes", "received-routes json", "filtered-routes", "routes")) {
            isAsRecorded(run, "r2", NEIGHBOR + "10.0.0.10 " + which);
        }
        run.discard();
    }

    private static void isAsRecorded(ScenarioRun run, String router, String command) throws IOException {
        StringBuilder printed = new StringBuilder();
        run.consoles().run(router, "vtysh -c '" + command + "'", (text, status) -> printed.append(text));
        String file = command.replace(' ', '_').replace('/', '-') + ".txt";
        assertThat(lines(printed.toString()))
                .as(router + " " + command)
                .isEqualTo(lines(Files.readString(
                        RECORDED.resolve("random-023-" + router).resolve(file))));
    }

    /**
     * Told apart by nothing but order and luck: times, counts of messages and evaluations, table versions, the order of
     * paths; all recorded routers shared the host name of their machine.
     */
    private static String lines(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
                        .replaceAll("\"hostname\":\"\\w+\"", "HOST")
                        .replaceAll("Invoked:? \\d+", "Invoked N")
                        .replaceAll(
                                "table version (is )?\\d+|, version \\d+|\"(bgpTableV|tableV|v)ersion\": ?\\d+",
                                "version N")
                        .replaceAll("Last update: .*", "Last update")
                        .replaceAll("best #\\d+", "best #N")
                        .replaceAll("^([0-9.]+ +4 +\\d+) +\\d+ +\\d+", "$1 N N"))
                .map(line -> line.matches("[*s][>= ][i ].{17}.*") ? line.substring(0, 3) + line.substring(20) : line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
