package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RunCommandTest {

    private static final String PINGS = """
            sextant: 1
            duration: 10s
            topology:
              networks: {lan: {prefix: 10.1.0.0/24}}
              nodes:
                c1: {kind: host, interfaces: {eth0: {network: lan, address: 10.1.0.11}}}
                c2: {kind: host, interfaces: {eth0: {network: lan, address: 10.1.0.12}}}
            traffic:
              pings: {ping: c2, from: c1, at: 1s, count: 3}
            capture: {taps: [c1:eth0]}
            expect:
              loss: {ping: {traffic: pings, loss: %s}, at: end}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Path scenario, String... options) {
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        List<String> words = new java.util.ArrayList<>(
                List.of("run", "--output", folder.resolve("out").toString()));
        words.addAll(List.of(options));
        words.add(scenario.toString());
        return commandLine.execute(words.toArray(new String[0]));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("pings.yaml"), text);
    }

    private List<String> written() throws IOException {
        Path output = folder.resolve("out");
        if (!Files.exists(output)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> output.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void writes_verdicts_for_ci_servers() throws IOException {
        Path scenario = Files.writeString(folder.resolve("pings.yaml"), PINGS.replace("%s", "100%"));
        Path verdicts = folder.resolve("verdicts.xml");
        assertThat(run(scenario, "--junit", verdicts.toString())).isEqualTo(1);
        assertThat(Files.readString(verdicts))
                .contains(
                        "<testsuite name=\"pings\" tests=\"1\" failures=\"1\"",
                        "<failure message=\"found: 0 of 3 lost");
    }

    @Test
    void exits_with_0_where_every_expectation_holds_and_writes_captures_and_report() throws IOException {
        assertThat(run(file(PINGS.formatted("0%")))).isZero();
        assertThat(written()).contains("pcap-out/pings/c1-eth0.pcapng").anyMatch(name -> name.startsWith("reports/"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void exits_with_1_where_an_expectation_fails() throws IOException {
        assertThat(run(file(PINGS.formatted("100%")))).isEqualTo(1);
        assertThat(out.toString()).contains("loss");
    }

    @Test
    void exits_with_2_and_runs_and_writes_nothing_where_a_file_is_broken() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "sextant: 1\nduraton: 5s\n");
        Path good = file(PINGS.formatted("0%"));
        assertThat(run(broken, good.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("broken.yaml:2:1: error: unknown key 'duraton'");
        assertThat(out.toString()).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void exits_with_3_and_says_which_limit_it_met() throws IOException {
        assertThat(run(Path.of("..", "scenarios", "curl.yaml"), "--max-events", "100"))
                .isEqualTo(3);
        assertThat(out.toString()).contains("The run reached its limit on events, 100 events");
    }

    @Test
    void no_capture_writes_no_capture() throws IOException {
        assertThat(run(file(PINGS.formatted("0%")), "--no-capture")).isZero();
        assertThat(written()).isNotEmpty().noneMatch(name -> name.endsWith(".pcapng"));
    }
}
