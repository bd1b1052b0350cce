package io.sextant.lab.console.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.Samples;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What vtysh and ip printed on a router of three in network namespaces, and what they print in a lab with the same
 * configurations.
 * Levelled: times, zebra's numbers of next hops, how often a route-map was asked, numbers bfdd draws, counts of packets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordedSessionTest {

    private static final String HOME = "frr-8.4.4/session/";

    private static final long SETTLED_NANOS = 60_000_000_000L;

    private final ScenarioRun run = new ScenarioRun(scenario(), RunOptions.QUIET);
    private final ScenarioRun changed = new ScenarioRun(scenario(), RunOptions.QUIET);
    private final ScenarioRun cleared = new ScenarioRun(scenario(), RunOptions.QUIET);

    private static Scenario scenario() {
        return ScenarioLoader.load(Path.of("src/test/resources/console", HOME, "scenario.yaml"))
                .scenario()
                .orElseThrow();
    }

    @BeforeAll
    void settle() {
        Stream.of(run, changed, cleared).forEach(each -> each.runUntil(SETTLED_NANOS, now -> {}));
    }

    @AfterAll
    void discard() {
        Stream.of(run, changed, cleared).forEach(ScenarioRun::discard);
    }

    @TestFactory
    Stream<DynamicTest> routes() {
        return session(run, "routes.txt");
    }

    @TestFactory
    Stream<DynamicTest> lists_and_peers() {
        return session(run, "lists.txt");
    }

    @TestFactory
    Stream<DynamicTest> abbreviations_and_errors() {
        return session(run, "errors.txt");
    }

    @TestFactory
    Stream<DynamicTest> the_kernel_below() {
        return session(run, "ip.txt");
    }

    /** One after the other, and what is configured in the end. */
    @TestFactory
    Stream<DynamicTest> statements_and_what_is_refused_of_them() {
        return session(changed, "configure.txt");
    }

    @TestFactory
    Stream<DynamicTest> clearing() {
        return session(cleared, "clear.txt");
    }

    /** A command behind {@code >}, what it printed, and its exit status in the line {@code st}. */
    private static Stream<DynamicTest> session(ScenarioRun run, String file) {
        return Stream.of(("\n" + Samples.read(HOME + file)).split("\n> ", -1))
                .filter(block -> !block.isBlank())
                .map(block ->
                        DynamicTest.dynamicTest(block.substring(0, block.indexOf('\n')), () -> prints(run, block)));
    }

    private static void prints(ScenarioRun run, String block) {
        int line = block.indexOf('\n');
        StringBuilder printed = new StringBuilder();
        run.consoles().run("r1", block.substring(0, line), (text, status) -> printed.append(text)
                .append(text.isEmpty() || text.endsWith("\n") ? "" : "\n")
                .append("st ")
                .append(status)
                .append('\n'));
        assertThat(levelled(printed.toString())).isEqualTo(levelled(block.substring(line + 1)));
    }

    private static String levelled(String text) {
        return text.stripTrailing()
                .replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("(Uptime: ).*", "$1N")
                .replaceAll("(Invoked:? |ID: |GroupId\":|nvoked\":|uptime\":|-id\":|\"id\":)\\d+", "$1N")
                .replaceAll("(nhid |\"nhid\":|\nid |^id )\\d+", "$1N")
                .replaceAll("(put: |put\":)\\d+", "$1N")
                .replaceAll("(\\d(?: \\[\\d+/\\d+])?) \\(\\d+\\) +(is|via|unreachable) ", "$1 (N) $2 ")
                .replaceAll("(?m)^  \\* {20,}via", "  * via");
    }
}
