package io.sextant.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.scenario.timeline.TargetKind;
import io.sextant.lab.scenario.timeline.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the language says what the code does. */
final class LanguagePageTest {

    private static final Path PAGE = Repository.root().resolve("docs/SCENARIO-LANGUAGE.md");

    @Test
    void its_example_is_a_scenario(@TempDir Path folder) throws IOException {
        List<String> examples = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Path file = Files.writeString(folder.resolve("example.yaml"), example);
            assertThat(ScenarioLoader.load(file).problems()).isEmpty();
        }
    }

    @Test
    void it_lists_every_fault_and_every_action() throws IOException {
        List<String> listed = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyElementsOf(Stream.of(Verb.values())
                        .filter(verb -> verb.target() != TargetKind.NONE && verb != Verb.EXEC && verb != Verb.VTYSH)
                        .map(Verb::word)
                        .toList());
    }
}
