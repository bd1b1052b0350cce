package io.sextant.lab.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.lab.corpus.CorpusCase;
import io.sextant.lab.corpus.CorpusRun;
import io.sextant.lab.real.FrrNamespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Networks that nobody has seen before, in real FRR and in the lab: their routers must print the same. Each run draws fresh
 * seeds for as long as {@value #SECONDS} says, and none without it; {@value #SEEDS} runs those of an earlier run again. A
 * network the two disagree about is kept under {@code target/differential}, in the corpus's format.
 */
final class RealNetworksTest {

    /** System property: how long to go on; the last networks may take a little longer. */
    private static final String SECONDS = "sextant.differential.seconds";

    /** System property: seeds to run instead, with commas between. */
    private static final String SEEDS = "sextant.differential.seeds";

    private static final Path KEPT = Path.of("target", "differential");
    private static final int AT_ONCE = 3;
    private static final int SEED_LIMIT = 1_000_000_000;
    private static final int SHOWN = 12;
    private static final String FRR = "8.4";

    @TempDir
    private Path folder = Path.of("");

    private final List<String> disagreements = new ArrayList<>();
    private int settled;

    @Test
    void networks_drawn_from_seeds_end_up_as_frr_has_them(TestReporter reporter)
            throws IOException, InterruptedException {
        String seeds = System.getProperty(SEEDS, "");
        long seconds = Long.getLong(SECONDS, 0);
        assumeTrue(seconds > 0 || !seeds.isEmpty(), "neither -D" + SECONDS + " nor -D" + SEEDS + " is given");
        String missing = FrrNamespaces.missing();
        assumeTrue(missing.isEmpty(), missing);
        try (FrrNamespaces frr = new FrrNamespaces()) {
            assumeTrue(frr.version().startsWith(FRR), "the lab is FRR " + FRR + "'s, and this is " + frr.version());
        }
        if (seeds.isEmpty()) {
            SecureRandom chance = new SecureRandom();
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            do {
                run(chance.longs(AT_ONCE, 1, SEED_LIMIT).boxed().toList(), reporter);
            } while (System.nanoTime() < end);
        } else {
            for (String seed : seeds.split(",", -1)) {
                run(List.of(Long.valueOf(seed.strip())), reporter);
            }
        }
        assertThat(disagreements)
                .as("networks that real FRR and the lab disagree about:\n" + String.join("\n", disagreements))
                .isEmpty();
        assertThat(seeds.isEmpty() && settled == 0)
                .as("no network always came to the same rest in real FRR")
                .isFalse();
    }

    private void run(List<Long> seeds, TestReporter reporter) throws IOException, InterruptedException {
        List<DrawnNetwork> networks = seeds.stream().map(Seeds::network).toList();
        Recorder recorder = new Recorder(seeds.get(0));
        List<Recorder.Outcome> outcomes = recorder.record(networks);
        for (int i = 0; i < seeds.size(); i++) {
            String seed = String.valueOf(seeds.get(i));
            if (outcomes.get(i) instanceof Recorder.Outcome.Settled outcome) {
                settled++;
                reporter.publishEntry(seed, compare(seed, networks.get(i), outcome, recorder));
            } else if (outcomes.get(i) instanceof Recorder.Outcome.Undetermined outcome) {
                reporter.publishEntry(seed, "real FRR does not end the same way twice: " + outcome.differences());
            }
        }
    }

    /** In words. Before the lab is called wrong, real FRR is asked whether it would always have ended so. */
    private String compare(String seed, DrawnNetwork network, Recorder.Outcome.Settled outcome, Recorder recorder)
            throws IOException, InterruptedException {
        Path kept = KEPT.resolve(seed);
        network.write(kept, outcome);
        List<String> differences =
                CorpusRun.differences(CorpusCase.read(kept), Files.createTempDirectory(folder, "case"));
        if (differences.isEmpty()) {
            delete(kept);
            return "agreed";
        }
        List<String> doubts = recorder.doubt(network, outcome);
        if (!doubts.isEmpty()) {
            delete(kept);
            settled--;
            return "real FRR does not always end the same way: " + doubts;
        }
        List<String> first = differences.subList(0, Math.min(SHOWN, differences.size()));
        disagreements.add("seed " + seed + ", kept in " + kept + ", again by .ci/differential " + seed + ": "
                + differences.size() + " differences\n    " + String.join("\n    ", first));
        return differences.size() + " differences";
    }

    private static void delete(Path kept) throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(kept);
    }
}
