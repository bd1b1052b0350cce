package io.sextant.lab.scenario;

import io.sextant.lab.scenario.language.ClusterKeys;
import io.sextant.lab.scenario.language.ScenarioKeys;
import io.sextant.lab.scenario.resolve.Resolver;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.source.HeadComment;
import io.sextant.lab.scenario.source.IncludeReader;
import io.sextant.lab.scenario.source.ManifestReader;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Problems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads scenario files. Whatever a file holds, the answer is a list of problems with their places, and a scenario only if
 * none of them is an error.
 */
public final class ScenarioLoader {

    private static final long DEFAULT_DURATION_NANOS = 60_000_000_000L;
    private static final Instant DEFAULT_START = Instant.parse("2021-10-31T15:43:00Z");
    private static final String ENDING = ".yaml";

    private ScenarioLoader() {}

    /**
     * What came of a file.
     *
     * @param problems by file, line and column; warnings too
     * @param left how many more problems there were than anyone would read
     */
    public record Result(Optional<Scenario> scenario, List<Problem> problems, int left) {

        public Result {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a file and everything it includes, under its own seed. */
    public static Result load(Path file) {
        return load(file, null);
    }

    /**
     * Reads a file and everything it includes.
     *
     * @param seed instead of the file's own; null for that
     */
    public static Result load(Path file, @Nullable Long seed) {
        Problems problems = new Problems();
        Optional<Scenario> scenario = load(file, seed, problems);
        return new Result(problems.errors() == 0 ? scenario : Optional.empty(), problems.sorted(), problems.left());
    }

    private static Optional<Scenario> load(Path file, @Nullable Long seed, Problems problems) {
        return IncludeReader.read(file, ScenarioKeys.INCLUDE.shape(), ScenarioKeys.ADDED_LISTS, problems)
                .map(root -> ManifestReader.read(root, ClusterKeys.MANIFESTS.shape(), problems))
                .flatMap(root -> ScenarioKeys.SCENARIO.decode(root, problems))
                .map(values -> scenario(file, values, seed, problems));
    }

    private static Scenario scenario(Path file, Values values, @Nullable Long given, Problems problems) {
        long seed = given != null ? given : values.get(ScenarioKeys.SEED).orElse(1L);
        long duration = values.get(ScenarioKeys.DURATION).orElse(DEFAULT_DURATION_NANOS);
        Resolver.Pieces pieces = Resolver.resolve(values, duration, seed, problems);
        String name = nameOf(file);
        return new Scenario(
                Position.startOf(file),
                name,
                values.get(ScenarioKeys.TITLE).orElse(name),
                values.get(ScenarioKeys.DESCRIPTION).orElseGet(() -> HeadComment.of(file)),
                seed,
                duration,
                values.get(ScenarioKeys.START).orElse(DEFAULT_START),
                pieces.topology(),
                pieces.cluster(),
                pieces.traffic(),
                pieces.timeline(),
                pieces.capture(),
                pieces.expectations());
    }

    /** The file's name without its ending. */
    public static String nameOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
