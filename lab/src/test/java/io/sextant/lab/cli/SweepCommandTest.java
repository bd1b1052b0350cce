package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class SweepCommandTest {

    private static final String CABLE = """
            sextant: 1
            duration: 20s
            topology:
              networks: {lan: {prefix: 10.1.0.0/24}}
              nodes:
                c1: {kind: host, interfaces: {eth0: {network: lan, address: 10.1.0.11}}}
                c2: {kind: host, interfaces: {eth0: {network: lan, address: 10.1.0.12}}}
            traffic:
              pings: {ping: c2, from: c1, at: 1s, count: 15}
            timeline:
              - {at: 3s, spread: %s, name: pulled, fault: link-down, target: "c2:eth0", duration: 3s}
            capture: {enabled: false}
            expect:
              loss: {ping: {traffic: pings, loss: "%s"}, at: end}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sweep(String text, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("cable.yaml"), text);
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        String[] words = new String[options.length + 2];
        words[0] = "sweep";
        System.arraycopy(options, 0, words, 1, options.length);
        words[words.length - 1] = file.toString();
        return commandLine.execute(words);
    }

    @Test
    void an_expectation_that_holds_under_every_seed_ends_with_0() throws IOException {
        assertThat(sweep(CABLE.formatted("5s", ">= 1%"), "--seeds", "20")).isZero();
        assertThat(out.toString()).contains("20 seeds").contains("1 of 1 expectations hold under every seed");
    }

    @Test
    void one_that_fails_under_some_seed_ends_with_1_and_names_it() throws IOException {
        assertThat(sweep(CABLE.formatted("5s", "0%"), "--seeds", "3", "--from", "7"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("loss fails under 3 of 3 seeds: 7, 8, 9");
    }

    @Test
    void the_same_seeds_say_the_same_again() throws IOException {
        sweep(CABLE.formatted("5s", ">= 1%"), "--seeds", "10", "--json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        sweep(CABLE.formatted("5s", ">= 1%"), "--seeds", "10", "--json");
        assertThat(out.toString()).isEqualTo(first).contains("\"name\" : \"pulled\"");
    }

    @Test
    void a_spread_that_leaves_the_run_is_a_problem_with_its_place() throws IOException {
        assertThat(sweep(CABLE.formatted("30s", "0%"))).isEqualTo(2);
        assertThat(err.toString()).contains("cable.yaml:11:10: error: expected the whole spread inside the run");
    }

    @Test
    void no_seed_at_all_is_a_bad_command_line() throws IOException {
        assertThat(sweep(CABLE.formatted("5s", "0%"), "--seeds", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seeds must be 1 to 1000000");
    }
}
