package io.sextant.lab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.lab.sweep.Sweep;
import io.sextant.lab.sweep.SweepJson;
import io.sextant.lab.sweep.SweepText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sweep}: runs scenarios under many seeds and prints the range of every figure. */
@Command(
        name = "sweep",
        description = {
            "Run scenarios under many seeds and print the range of every figure.",
            "Nothing is written; chance lies in timers' jitter, in random choices and in 'spread' of the timeline."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every expectation holds under every seed",
            "1:an expectation fails under some seed",
            "2:the command line is wrong, or a file is; then nothing is run",
            "3:a run hit a limit",
            "70:a fault of Sextant's own"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sextant sweep --seeds 200 scenarios/convergence/silent-3-9.yaml",
            "  sextant sweep --json scenarios/convergence/*.yaml | jq '.[].events[0].detectedNanos'"
        })
final class SweepCommand implements Callable<Integer> {

    private static final int SEEDS_MAX = 1_000_000;
    private static final Duration PROGRESS_AFTER = Duration.ofMillis(1_500);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
    private List<Path> files = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds; 200 unless given, 1000000 at most.")
    private int seeds = 200;

    @Option(names = "--from", paramLabel = "N", description = "The first seed; 1 unless given.")
    private long from = 1;

    @Option(names = "--json", description = "Print an array of {file, runs, events, failures}; times in nanoseconds.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        if (seeds < 1 || seeds > SEEDS_MAX) {
            err.println("--seeds must be 1 to " + SEEDS_MAX);
            return ExitStatus.INVALID_INPUT.code();
        }
        if (!areScenarios(err)) {
            return ExitStatus.INVALID_INPUT.code();
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ExitStatus worst = ExitStatus.HOLDS;
        for (Path file : files) {
            Sweep sweep = sweep(file, err);
            if (json) {
                SweepJson.write(sweep, array.addObject().put("file", file.toString()));
            } else {
                out.print((worst == ExitStatus.HOLDS && file.equals(files.get(0)) ? "" : "\n")
                        + SweepText.render(file.toString(), sweep));
                out.flush();
            }
            ExitStatus status = !sweep.limited().isEmpty()
                    ? ExitStatus.LIMIT_HIT
                    : sweep.failures().isEmpty() ? ExitStatus.HOLDS : ExitStatus.EXPECTATION_FAILS;
            worst = status.code() > worst.code() ? status : worst;
        }
        if (json) {
            out.println(array.toPrettyString());
        }
        return worst.code();
    }

    private boolean areScenarios(PrintWriter err) {
        ProblemPrinter printer = new ProblemPrinter(err, Console.ansi(spec));
        boolean all = true;
        for (Path file : files) {
            ScenarioLoader.Result result = ScenarioLoader.load(Home.find(file), from);
            printer.print(result.problems(), result.left());
            all &= result.scenario().isPresent();
        }
        err.flush();
        return all;
    }

    private Sweep sweep(Path file, PrintWriter err) {
        Sweep sweep = new Sweep();
        Progress progress =
                new Progress(err, Console.ansi(spec).enabled(), file.toString(), seeds, "seeds", PROGRESS_AFTER);
        for (int i = 0; i < seeds; i++) {
            long seed = from + i;
            // Another seed draws other instants, so the file is read anew; what is no problem under one is none under
            // any.
            Scenario scenario = ScenarioLoader.load(Home.find(file), seed)
                    .scenario()
                    .orElseThrow(() -> new IllegalStateException(file + " is no scenario under seed " + seed));
            ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
            run.runUntil(scenario.durationNanos(), now -> {});
            sweep.add(run.finish());
            progress.accept(i + 1L);
        }
        progress.close();
        return sweep;
    }
}
