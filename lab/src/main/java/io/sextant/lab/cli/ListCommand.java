package io.sextant.lab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code list}: the scenarios of a folder, one line each. */
@Command(
        name = "list",
        description = "List the scenarios of a folder and of those in it, one line each.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:they are listed", "2:there is no such folder, or the command line is wrong"},
        footerHeading = "%nExamples:%n",
        footer = {"  sextant list", "  sextant list --json my-labs"})
final class ListCommand implements Callable<Integer> {

    /** The folder and those in it. */
    private static final int DEPTH = 2;

    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "The folder; scenarios unless given.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print an array of {file, name, title, description} for programs.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** A file and what it says about itself. */
    private record Line(Path file, String name, String title, String description) {

        /** Its title; where it has none, the first sentence of what it says about itself. */
        String inWords() {
            return title.equals(name) && !description.isEmpty() ? description.split("(?<=[.!?])\\s|\n", 2)[0] : title;
        }
    }

    @Override
    public Integer call() throws IOException {
        Path where = folder == null ? Home.scenarios() : folder;
        if (!Files.isDirectory(where)) {
            PrintWriter err = Console.err(spec);
            err.println("there is no folder '" + where + "'");
            err.flush();
            return ExitStatus.INVALID_INPUT.code();
        }
        PrintWriter out = Console.out(spec);
        List<Line> lines = lines(where);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            lines.forEach(line -> array.addObject()
                    .put("file", line.file().toString())
                    .put("name", line.name())
                    .put("title", line.title())
                    .put("description", line.description()));
            out.println(array.toPrettyString());
        } else {
            int width = lines.stream()
                    .mapToInt(line -> line.file().toString().length())
                    .max()
                    .orElse(0);
            lines.forEach(line -> {
                String file = line.file().toString();
                out.println(file + " ".repeat(width - file.length() + 2) + line.inWords());
            });
        }
        out.flush();
        return ExitStatus.HOLDS.code();
    }

    private static List<Line> lines(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing((Path file) -> !folder.equals(file.getParent()))
                            .thenComparing(Comparator.naturalOrder()))
                    .flatMap(file -> folder.equals(file.getParent()) ? Stream.of(line(file)) : lineBelow(file))
                    .toList();
        }
    }

    /** In folders below, what is no scenario may be anything, and where nothing happens is a lab for others to include. */
    private static Stream<Line> lineBelow(Path file) {
        return ScenarioLoader.load(file).scenario().stream()
                .filter(scenario -> !scenario.expectations().isEmpty()
                        || !scenario.timeline().isEmpty())
                .map(scenario -> new Line(file, scenario.name(), scenario.title(), scenario.description()));
    }

    private static Line line(Path file) {
        ScenarioLoader.Result result = ScenarioLoader.load(file);
        return result.scenario()
                .map((Scenario scenario) -> new Line(file, scenario.name(), scenario.title(), scenario.description()))
                .orElseGet(() -> new Line(
                        file,
                        ScenarioLoader.nameOf(file),
                        "(not a valid scenario: see sextant check " + file + ")",
                        ""));
    }
}
