package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

final class CheckCommandTest {

    private static final String GOOD = "sextant: 1\ntopology: {nodes: {s1: {kind: switch}}}\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int sextant(Ansi ansi, String... arguments) {
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void says_ok_and_exits_with_0(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("good.yaml"), GOOD);
        assertThat(sextant(Ansi.OFF, "check", file.toString())).isZero();
        assertThat(out).hasToString(file + ": ok" + System.lineSeparator());
    }

    @Test
    void says_everything_about_every_file_and_exits_with_2(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), GOOD + "seed: x\nduraton: 5s\n");
        Path good = Files.writeString(folder.resolve("good.yaml"), GOOD);
        assertThat(sextant(Ansi.OFF, "check", bad.toString(), good.toString(), "nowhere.yaml"))
                .isEqualTo(2);
        assertThat(out.toString().lines())
                .containsExactly(
                        bad + ":3:7: error: expected a whole number from 0 to 9223372036854775807, found 'x'",
                        bad + ":4:1: error: unknown key 'duraton' in a scenario: did you mean 'duration'?",
                        good + ": ok",
                        "nowhere.yaml:1:1: error: there is no file 'nowhere.yaml'");
    }

    @Test
    void takes_a_warning_for_an_error_if_told_to_be_strict(@TempDir Path folder) throws IOException {
        Path conf = Files.writeString(folder.resolve("r1.conf"), "hostname r1\nrouter ospf\n");
        Path file = Files.writeString(
                folder.resolve("lab.yaml"), "sextant: 1\ntopology: {nodes: {r1: {kind: frr-router, frr: r1.conf}}}\n");
        assertThat(sextant(Ansi.OFF, "check", file.toString())).isZero();
        out.getBuffer().setLength(0);
        assertThat(sextant(Ansi.OFF, "check", "--strict", file.toString())).isEqualTo(2);
        assertThat(out.toString().lines())
                .containsExactly(conf + ":2:1: warning: not modelled: router ospf and the statements in it");
    }

    @Test
    void uses_colours_only_where_it_may(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "sextant: 2\n");
        sextant(Ansi.ON, "check", bad.toString());
        assertThat(out.toString()).contains("\u001B[");
        out.getBuffer().setLength(0);
        sextant(Ansi.OFF, "check", bad.toString());
        assertThat(out.toString()).doesNotContain("\u001B[").contains(": error: ");
    }

    @Test
    void speaks_json(@TempDir Path folder) throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), GOOD + "duraton: 5s\n");
        assertThat(sextant(Ansi.OFF, "check", "--json", bad.toString())).isEqualTo(2);
        JsonNode result = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(result.get("file").asText()).isEqualTo(bad.toString());
        assertThat(result.get("ok").asBoolean()).isFalse();
        JsonNode problem = result.get("problems").get(0);
        assertThat(problem.get("line").asInt()).isEqualTo(3);
        assertThat(problem.get("column").asInt()).isEqualTo(1);
        assertThat(problem.get("severity").asText()).isEqualTo("error");
        assertThat(problem.get("message").asText()).contains("did you mean 'duration'");
    }

    @Test
    void a_wrong_command_line_exits_with_2() {
        assertThat(sextant(Ansi.OFF, "check")).isEqualTo(2);
        assertThat(sextant(Ansi.OFF, "chekc", "x.yaml")).isEqualTo(2);
        assertThat(err.toString()).contains("FILE");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_fault_of_ours_exits_with_70() {
        CommandLine commandLine =
                Sextant.withStatuses(new CommandLine(new Sextant()).addSubcommand("fail", new Failing()));
        commandLine.setErr(new PrintWriter(err, true));
        assertThat(commandLine.execute("fail")).isEqualTo(70);
    }

    @CommandLine.Command
    private static final class Failing implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void shows_examples_on_request() {
        assertThat(sextant(Ansi.OFF, "check", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:").contains("sextant check scenarios/*.yaml");
    }
}
