package io.sextant.lab.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.lab.corpus.CorpusCase;
import io.sextant.lab.corpus.CorpusRun;
import io.sextant.lab.real.FrrNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records networks somebody has written, for {@code .ci/record}: runs each folder's {@code topology.json} and {@code rX.conf} in
 * real FRR, writes {@code expected.json.gz} and {@code meta.json} beside them, and holds the lab against it.
 */
final class RecordTest {

    /** System property: folders, with commas between. */
    private static final String FOLDERS = "sextant.record";

    private static final int AT_ONCE = 3;

    private final List<String> doubtful = new ArrayList<>();

    @Test
    void folders_are_recorded_and_the_lab_agrees(@TempDir Path work, TestReporter reporter)
            throws IOException, InterruptedException {
        String named = System.getProperty(FOLDERS, "");
        assumeTrue(!named.isEmpty(), "no -D" + FOLDERS + " is given");
        String missing = FrrNamespaces.missing();
        assumeTrue(missing.isEmpty(), missing);
        List<Path> folders =
                List.of(named.split(",", -1)).stream().map(Path::of).toList();
        for (int i = 0; i < folders.size(); i += AT_ONCE) {
            record(folders.subList(i, Math.min(i + AT_ONCE, folders.size())), work, reporter);
        }
        assertThat(doubtful).as(String.join("\n", doubtful)).isEmpty();
    }

    private void record(List<Path> folders, Path work, TestReporter reporter) throws IOException, InterruptedException {
        List<DrawnNetwork> networks = new ArrayList<>();
        for (Path folder : folders) {
            networks.add(DrawnNetwork.read(folder));
        }
        List<Recorder.Outcome> outcomes = new Recorder(folders.size()).record(networks);
        for (int i = 0; i < folders.size(); i++) {
            String folder = folders.get(i).toString();
            List<String> found = List.of();
            if (outcomes.get(i) instanceof Recorder.Outcome.Settled settled) {
                networks.get(i).write(folders.get(i), settled);
                Path scratch = Files.createTempDirectory(work, "case");
                found = CorpusRun.differences(CorpusCase.read(folders.get(i)), scratch);
                reporter.publishEntry(folder, "recorded; the lab's differences: " + found.size());
            } else if (outcomes.get(i) instanceof Recorder.Outcome.Undetermined undetermined) {
                found = undetermined.differences();
                reporter.publishEntry(folder, "real FRR does not end the same way twice");
            }
            found.forEach(line -> doubtful.add(folder + ": " + line));
        }
    }
}
