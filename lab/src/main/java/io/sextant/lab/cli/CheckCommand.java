package io.sextant.lab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}: says everything that is wrong with scenario files, without running them. */
@Command(
        name = "check",
        description = "Say everything that is wrong with scenario files, without running them.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every file is a scenario",
            "2:some file is none, with --strict also where there is a warning, or the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sextant check scenarios/curl.yaml",
            "  sextant check scenarios/*.yaml",
            "  sextant check --strict my-routers.yaml",
            "  sextant check --json lab.yaml | jq '.[].problems[].message'"
        })
final class CheckCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print an array of {file, ok, problems} for programs.")
    private boolean json;

    @Option(
            names = "--strict",
            description =
                    "Warnings are errors: nothing is left out that a router's frr.conf says, nothing is doubtful.")
    private boolean strict;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ProblemPrinter printer = new ProblemPrinter(out, Console.ansi(spec));
        boolean valid = true;
        for (Path file : files) {
            ScenarioLoader.Result result = ScenarioLoader.load(file);
            boolean ok = result.scenario().isPresent()
                    && (!strict || result.problems().isEmpty());
            valid &= ok;
            if (json) {
                ObjectNode node = array.addObject().put("file", file.toString()).put("ok", ok);
                ProblemPrinter.write(result.problems(), node.putArray("problems"));
            } else {
                printer.print(result.problems(), result.left());
                if (ok) {
                    out.println(file + ": ok");
                }
            }
        }
        if (json) {
            out.println(array.toPrettyString());
        }
        out.flush();
        return (valid ? ExitStatus.HOLDS : ExitStatus.INVALID_INPUT).code();
    }
}
