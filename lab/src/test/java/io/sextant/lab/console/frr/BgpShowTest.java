package io.sextant.lab.console.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What vtysh prints of BGP against what FRR 8.4.4's printed of the same network; {@code frr-show/README.md}. */
final class BgpShowTest {

    private static final Path HOME = Path.of("src", "test", "resources", "frr-show");
    private static final List<String> ROUTERS = List.of("r1", "n1", "n2", "n3", "n4", "n7", "n8", "n9");

    /** What two recordings differ in: times, ports, descriptors, round trips, packing of UPDATEs, addresses of chance. */
    private static final Map<String, String> CHANCE = new LinkedHashMap<>();

    static {
        CHANCE.put("\\d\\d:\\d\\d:\\d\\d", "TIME");
        CHANCE.put("\\w{3} \\w{3} [ \\d]\\d TIME \\d{4}", "DATE");
        CHANCE.put("0:TIME", "AGO");
        CHANCE.put("fe80::[0-9a-f:]+", "fe80::X");
        CHANCE.put("(Local|Foreign) port: \\d+", "$1 port: N");
        CHANCE.put("FD used: \\d+|\\(fd \\d+\\)", "FD N");
        CHANCE.put("(due|restart) in \\d+ sec", "$1 in N sec");
        CHANCE.put("\"(port(Local|Foreign)|\\w*Msecs?|\\w*[eE]poch|bgpTimerLast\\w+)\":\\d+", "\"$1\":N");
        // FRR hears again of the way to a neighbour whenever zebra looks at it, and forgets what it had noted before.
        CHANCE.put("Waiting for peer OPEN|No AFI\\\\?/SAFI activated for peer|(?<=\"lastResetCode\":)3[02]", "INITIAL");
        // The order in which prefixes enter an UPDATE, and how many UPDATEs transient states make, is the work queue's.
        CHANCE.put("^    [0-9A-F ]+$", "    OCTETS");
        CHANCE.put("^(    (Updates|Total|Total packets enqueued): +).*", "    $2: N");
        CHANCE.put("\"(updates|total)(Sent|Recv)\":\\d+|\"msg(Sent|Rcvd)\":\\d+", "COUNT");
        CHANCE.put("^(\\S+ +4 +\\d+( +\\d{5})?) +\\d+ +\\d+( +0 +0 +0)", "$1 N N$3");
        CHANCE.put("^RIB entries.*|\"rib(Count|Memory)\":\\d+", "RIB");
        CHANCE.put("(table version (is )?|, version |Version: |[vV]ersion\": ?)\\d+", "version N");
    }

    private static ScenarioRun run;

    @BeforeAll
    static void run() {
        Scenario scenario =
                ScenarioLoader.load(HOME.resolve("scenario.yaml")).scenario().orElseThrow();
        run = new ScenarioRun(scenario, RunOptions.QUIET);
        run.runUntil(scenario.durationNanos(), now -> {});
    }

    @AfterAll
    static void discard() {
        run.discard();
    }

    @TestFactory
    Stream<DynamicTest> it_prints_what_frr_printed() {
        return ROUTERS.stream().flatMap(router -> recorded(router).entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        router + ": " + entry.getKey(), () -> assertThat(levelled(printed(router, entry.getKey())))
                                .isEqualTo(levelled(entry.getValue())))));
    }

    private static String printed(String router, String command) {
        StringBuilder printed = new StringBuilder();
        run.consoles().run(router, "vtysh -c '" + command + "'", (text, status) -> printed.append(text));
        return printed.toString();
    }

    private static Map<String, String> recorded(String router) {
        Map<String, String> all = new LinkedHashMap<>();
        String command = "";
        try {
            for (String line : Files.readAllLines(HOME.resolve("recorded").resolve(router + ".txt"))) {
                if (line.startsWith("@ ")) {
                    command = line.substring(2);
                    all.put(command, "");
                } else {
                    all.merge(command, line + "\n", String::concat);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return all;
    }

    private static String levelled(String text) {
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.contains("Estimated round trip time") && !line.contains("estimatedRttInMsecs")) {
                lines.add(levelledLine(line));
            }
        }
        return inOrder(lines);
    }

    private static String levelledLine(String line) {
        String level = line;
        for (Map.Entry<String, String> each : CHANCE.entrySet()) {
            level = level.replaceAll(each.getKey(), each.getValue());
        }
        return level;
    }

    /** FRR walks its update groups as they lie in a hash. */
    private static String inOrder(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.startsWith("Update-group "))) {
            return String.join("\n", lines);
        }
        List<String> groups = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("Update-group ")) {
                groups.add(line);
            } else {
                groups.set(groups.size() - 1, groups.get(groups.size() - 1) + "\n" + line);
            }
        }
        Collections.sort(groups);
        return String.join("\n", groups);
    }
}
