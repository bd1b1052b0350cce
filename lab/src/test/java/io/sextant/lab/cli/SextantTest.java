package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SextantTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void without_a_command_its_usage_goes_to_standard_error() {
        assertThat(execute()).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("a command is missing", "Usage: sextant", "run", "check", "list", "exec");
    }

    @Test
    void a_command_or_an_option_that_is_not_there_is_a_bad_command_line() {
        assertThat(execute("rnu")).isEqualTo(2);
        assertThat(execute("--fast")).isEqualTo(2);
        assertThat(execute("run")).isEqualTo(2);
        assertThat(execute("run", "--seed", "x", "a.yaml")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("'rnu'", "'--fast'", "FILE", "--seed");
    }

    @Test
    void help_that_was_asked_for_is_no_error() {
        assertThat(execute("--help")).isZero();
        assertThat(execute("run", "--help")).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("Usage: sextant", "Usage: sextant run");
    }
}
