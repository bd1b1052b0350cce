package io.sextant.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every recorded network, described in the scenario language and run: its routers print what FRR's printed. */
final class FrrCorpusTest {

    /** Differences shown of one case; the first few tell the story. */
    private static final int SHOWN = 40;

    @TestFactory
    Stream<DynamicTest> a_network_ends_up_as_frr_did(@TempDir Path folder) throws IOException {
        Map<String, String> unpassable = Unpassable.read();
        return CorpusCase.folders().stream().map(each -> {
            String name = CorpusCase.name(each);
            String reason = unpassable.get(name);
            return reason == null
                    ? dynamicTest(name, () -> passes(each, folder))
                    : dynamicTest(name + " cannot pass yet: " + reason, () -> fails(each, folder));
        });
    }

    @Test
    void what_cannot_pass_is_a_case() throws IOException {
        List<String> names = CorpusCase.folders().stream().map(CorpusCase::name).toList();
        assertThat(names)
                .hasSizeGreaterThanOrEqualTo(35)
                .containsAll(Unpassable.read().keySet());
    }

    private void passes(Path corpusCase, Path folder) throws IOException {
        List<String> differences = differences(corpusCase, folder);
        assertThat(differences)
                .as(() -> differences.size() + " differences, of which the first are\n  "
                        + String.join("\n  ", differences.subList(0, Math.min(SHOWN, differences.size()))) + "\n")
                .isEmpty();
    }

    private void fails(Path corpusCase, Path folder) throws IOException {
        assertThat(differences(corpusCase, folder))
                .as("it passes: take it off unpassable.txt")
                .isNotEmpty();
    }

    private List<String> differences(Path corpusCase, Path folder) throws IOException {
        return CorpusRun.differences(CorpusCase.read(corpusCase), Files.createTempDirectory(folder, "case"));
    }
}
