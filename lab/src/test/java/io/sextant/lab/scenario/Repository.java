package io.sextant.lab.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Where the files lie that the tests of scenarios read. */
final class Repository {

    private static final Path BROKEN = Path.of("lab/src/test/resources/broken");

    private Repository() {}

    /** The folder that holds {@code scenarios}, wherever the tests were started. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("scenarios")) ? here : Objects.requireNonNull(here.getParent());
    }

    static Stream<Path> shippedScenarios() throws IOException {
        return Stream.concat(yaml(root().resolve("scenarios")), yaml(root().resolve("scenarios/lab")));
    }

    static Path broken() {
        return root().resolve(BROKEN);
    }

    /** The broken files of one kind: text, shape or meaning. */
    static Stream<Path> broken(String kind) throws IOException {
        return yaml(broken().resolve(kind));
    }

    private static Stream<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }
}
