package io.sextant.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ListCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void three_files() throws IOException {
        Files.writeString(
                folder.resolve("longer-name.yaml"),
                "sextant: 1\ntitle: Second\ntopology: {nodes: {s1: {kind: switch}}}\n");
        Files.writeString(
                folder.resolve("a.yaml"), "sextant: 1\ntitle: First\ntopology: {nodes: {s1: {kind: switch}}}\n");
        Files.writeString(folder.resolve("broken.yaml"), "sextant: 3\n");
        Files.writeString(folder.resolve("notes.txt"), "no scenario");
    }

    private int list(String... arguments) {
        CommandLine commandLine = Sextant.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    @Test
    void one_line_each_by_name_with_titles_below_one_another() {
        assertThat(list("list", folder.toString())).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        folder + "/a.yaml            First",
                        folder + "/broken.yaml       (not a valid scenario: see sextant check " + folder
                                + "/broken.yaml)",
                        folder + "/longer-name.yaml  Second");
    }

    @Test
    void a_comment_at_the_head_describes_a_scenario_that_says_nothing_else() throws IOException {
        Files.writeString(folder.resolve("commented.yaml"), """
                # yaml-language-server: $schema=x.json
                #
                # Two lines of one
                # paragraph. More.
                #
                # Another.
                sextant: 1
                # not this
                topology: {nodes: {s1: {kind: switch}}}
                """);
        assertThat(list("list", "--json", folder.toString())).isZero();
        assertThat(new ObjectMapper()
                        .readTree(out.toString())
                        .get(2)
                        .get("description")
                        .asText())
                .isEqualTo("Two lines of one paragraph. More.\nAnother.");
        assertThat(list("list", folder.toString())).isZero();
        assertThat(out.toString()).contains("commented.yaml    Two lines of one paragraph.\n");
    }

    @Test
    void speaks_json() throws IOException {
        assertThat(list("list", "--json", folder.toString())).isZero();
        JsonNode array = new ObjectMapper().readTree(out.toString());
        assertThat(array).hasSize(3);
        assertThat(array.get(0).get("name").asText()).isEqualTo("a");
        assertThat(array.get(0).get("title").asText()).isEqualTo("First");
    }

    @Test
    void a_folder_that_is_not_there_exits_with_2() {
        assertThat(list("list", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no folder");
        assertThat(out.toString()).isEmpty();
    }
}
