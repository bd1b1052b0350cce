package io.sextant.lab.scenario.source;

import io.sextant.lab.scenario.shape.Shape;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlReader;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a scenario file with everything it includes and lays them over one another. */
public final class IncludeReader {

    private static final int MAXIMUM_FILES = 64;
    private static final String EXPECTED = "a scenario, which begins with 'sextant: 1'";
    /** What a file says about itself does not pass to those that include it. */
    private static final List<String> OWN_KEYS = List.of("title", "description", "include");

    private final Shape<List<String>> include;
    private final List<String> addedLists;
    private final Problems problems;
    private final List<Path> open = new ArrayList<>();
    private final List<Path> read = new ArrayList<>();

    private IncludeReader(Shape<List<String>> include, List<String> addedLists, Problems problems) {
        this.include = include;
        this.addedLists = addedLists;
        this.problems = problems;
    }

    /**
     * The file as one tree, or nothing after a problem.
     *
     * @param include the form of the value of the key {@code include}
     * @param addedLists lists that follow those of included files, see {@link Merger}
     */
    public static Optional<YamlMapping> read(
            Path file, Shape<List<String>> include, List<String> addedLists, Problems problems) {
        return new IncludeReader(include, addedLists, problems).read(file, Position.startOf(file));
    }

    private Optional<YamlMapping> read(Path file, Position asked) {
        Path known = file.toAbsolutePath().normalize();
        if (open.contains(known)) {
            problems.error(asked, "a cycle of includes: " + cycle(known));
            return Optional.empty();
        }
        if (read.contains(known)) {
            return Optional.of(new YamlMapping(asked, List.of())); // by another way; once is enough
        }
        if (read.size() >= MAXIMUM_FILES) {
            problems.error(asked, "expected at most " + MAXIMUM_FILES + " included files");
            return Optional.empty();
        }
        open.add(known);
        read.add(known);
        Optional<YamlMapping> result =
                YamlReader.readOne(file, asked, EXPECTED, problems).flatMap(this::withIncludes);
        open.remove(open.size() - 1);
        return result;
    }

    private String cycle(Path known) {
        List<String> names = new ArrayList<>();
        for (Path each : open.subList(open.indexOf(known), open.size())) {
            names.add(String.valueOf(each.getFileName()));
        }
        names.add(String.valueOf(known.getFileName()));
        return String.join(" -> ", names);
    }

    private Optional<YamlMapping> withIncludes(YamlNode node) {
        if (!(node instanceof YamlMapping root)) {
            problems.error(node.position(), "expected " + EXPECTED + ", found " + node.inWords());
            return Optional.empty();
        }
        if (root.entry("sextant").isEmpty() && open.size() > 1) {
            problems.error(root.position(), "missing key 'sextant' in an included file, expected 'sextant: 1'");
        }
        YamlMapping result = new YamlMapping(root.position(), List.of());
        Optional<YamlNode> includes = root.value("include");
        if (includes.isPresent()) {
            if (include.decode(includes.get(), problems).isEmpty()) {
                return Optional.empty();
            }
            boolean whole = true;
            for (YamlScalar path : scalars(includes.get())) {
                Optional<YamlMapping> below = read(beside(path), path.position());
                whole &= below.isPresent();
                if (below.isPresent()) {
                    result = Merger.merge(result, Trees.without(below.get(), OWN_KEYS), addedLists);
                }
            }
            if (!whole) {
                return Optional.empty(); // without it, half of what is said here would look wrong
            }
        }
        return Optional.of(Merger.merge(result, Ranges.writeOut(root, problems), addedLists));
    }

    private static List<YamlScalar> scalars(YamlNode node) {
        List<YamlNode> items = node instanceof YamlSequence sequence ? sequence.items() : List.of(node);
        return items.stream()
                .filter(YamlScalar.class::isInstance)
                .map(YamlScalar.class::cast)
                .toList();
    }

    /** The file that a path in another file names: paths are relative to the file they stand in. */
    static Path beside(YamlScalar path) {
        Path folder = path.position().file().getParent();
        return folder == null
                ? Path.of(path.text())
                : folder.resolve(path.text()).normalize();
    }
}
