package io.sextant.lab.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Role;
import org.junit.jupiter.api.Test;

final class ShellTest {

    private final TestMachine client = TestMachine.of("client1", Role.HOST);

    @Test
    void an_unknown_command_is_not_found() {
        assertThat(client.run("foo bar")).isEqualTo(new Printed("bash: foo: command not found\n", 127));
    }

    @Test
    void a_command_of_another_machine_is_not_found() {
        assertThat(client.run("kubectl get svc").status()).isEqualTo(127);
        assertThat(client.run("hubble observe").status()).isEqualTo(127);
        assertThat(client.run("vtysh -c 'show version'").status()).isEqualTo(127);
    }

    @Test
    void a_line_with_a_pipe_ends_in_a_sentence() {
        assertThat(client.run("ip route | grep bgp"))
                .isEqualTo(new Printed(
                        "bash: '|' is not supported here: write one command and its words, and quote the character if"
                                + " it is meant literally\n",
                        2));
    }

    @Test
    void a_path_before_a_command_does_not_matter() {
        assertThat(client.run("/sbin/ip route")).isEqualTo(Printed.ok(""));
    }

    @Test
    void nothing_prints_nothing() {
        assertThat(client.run(" # a remark")).isEqualTo(Printed.ok(""));
    }
}
