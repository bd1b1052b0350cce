package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ExecCommandTest {

    private static final String CURL = Path.of("..", "scenarios", "curl.yaml").toString();
    private static final String SUMMARY = "vtysh -c 'show bgp summary'";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int exec(String... arguments) {
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void prints_what_the_command_prints_and_nothing_else() {
        assertThat(exec("exec", CURL, "--at", "30s", "bgp-router1", SUMMARY)).isZero();
        assertThat(out.toString())
                .startsWith("\nIPv4 Unicast Summary")
                .contains("BGP router identifier 192.168.1.1, local AS number 64512")
                .endsWith("Total number of neighbors 6\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void waits_in_virtual_time_for_commands_that_take_some() {
        assertThat(exec("exec", CURL, "--at", "30s", "client1", "curl -s http://172.16.10.0/"))
                .isZero();
        assertThat(out.toString()).contains("<title>Sextant lab: web server</title>");
    }

    @Test
    void speaks_json() throws IOException {
        assertThat(exec("exec", CURL, "--at", "30s", "--json", "bgp-router1", SUMMARY))
                .isZero();
        JsonNode array = new ObjectMapper().readTree(out.toString());
        assertThat(array).hasSize(1);
        JsonNode result = array.get(0);
        assertThat(result.get("node").asText()).isEqualTo("bgp-router1");
        assertThat(result.get("command").asText()).isEqualTo(SUMMARY);
        assertThat(result.get("output").asText()).contains("Total number of neighbors 6");
        assertThat(result.get("status").asInt()).isZero();
    }

    @Test
    void explains_a_word_that_stands_alone() {
        assertThat(exec("exec", CURL, "--at", "30s", "bgp-router1", "ip", "route"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("'route' stands alone").contains("needs quotes");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void says_which_nodes_there_are() {
        assertThat(exec("exec", CURL, "--at", "30s", "router", "ip route")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no node 'router'").contains("bgp-router1");
    }

    @Test
    void explains_a_time_that_is_none() {
        assertThat(exec("exec", CURL, "--at", "soon", "bgp-router1", "ip route"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--at soon is no time");
    }
}
