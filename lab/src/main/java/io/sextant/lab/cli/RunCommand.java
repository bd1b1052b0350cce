package io.sextant.lab.cli;

import io.sextant.engine.RunLimits;
import io.sextant.engine.VirtualTime;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.files.JunitXml;
import io.sextant.lab.report.files.ReportFiles;
import io.sextant.lab.report.terminal.TerminalSummary;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.run.WallClock;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: runs scenarios, prints what an engineer wants to see, writes captures and reports. */
@Command(
        name = "run",
        description = "Run scenarios: print what happened, write captures and a report, judge the expectations.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:every expectation holds",
            "1:an expectation fails",
            "2:the command line is wrong, or a file is; then nothing is run",
            "3:a run hit a limit",
            "70:a fault of Sextant's own"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sextant run scenarios/curl.yaml",
            "  sextant run scenarios/*.yaml",
            "  sextant run --seed 7 --trace scenarios/node-failure.yaml",
            "  sextant run --no-capture --output /tmp/lab my-lab.yaml",
            "  sextant run --junit verdicts.xml scenarios/*.yaml"
        })
final class RunCommand implements Callable<Integer> {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Duration PROGRESS_AFTER = Duration.ofMillis(1_500);

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
    private List<Path> files = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Use this seed instead of the scenario's.")
    private @Nullable Long seed;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where pcap-out/ and reports/ are written; the current folder unless given.")
    private Path output = Path.of("");

    @Option(names = "--no-capture", description = "Write no captures.")
    private boolean noCapture;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Write the expectations' verdicts as JUnit's XML, for CI servers.")
    private @Nullable Path junit;

    @Option(names = "--trace", description = "Print every line of the control plane's trace as it happens.")
    private boolean trace;

    @Option(
            names = "--max-events",
            paramLabel = "N",
            description = "End a run after so many events; 10^10 unless given.")
    private long maxEvents = RunLimits.GENEROUS.maxEvents();

    @Option(
            names = "--max-wall-seconds",
            paramLabel = "N",
            description = "End a run after so many seconds of real time; 3600 unless given.")
    private long maxWallSeconds = 3_600;

    private final List<RunReport> reports = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        if (maxEvents < 1 || maxWallSeconds < 1) {
            err.println("--max-events and --max-wall-seconds must be 1 or more");
            return ExitStatus.INVALID_INPUT.code();
        }
        List<Scenario> scenarios = new ArrayList<>();
        ProblemPrinter printer = new ProblemPrinter(err, Console.ansi(spec));
        for (Path file : files) {
            ScenarioLoader.Result result = ScenarioLoader.load(Home.find(file), seed);
            printer.print(result.problems(), result.left());
            result.scenario().ifPresent(scenarios::add);
        }
        err.flush();
        if (scenarios.size() < files.size()) {
            return ExitStatus.INVALID_INPUT.code();
        }
        ExitStatus worst = ExitStatus.HOLDS;
        for (int i = 0; i < scenarios.size(); i++) {
            Scenario scenario = scenarios.get(i);
            ExitStatus status = run(scenario, files.get(i), out, err);
            worst = status.code() > worst.code() ? status : worst;
            out.flush();
        }
        if (junit != null) {
            JunitXml.write(junit, reports);
        }
        return worst.code();
    }

    private ExitStatus run(Scenario scenario, Path file, PrintWriter out, PrintWriter err) throws IOException {
        Path captureFolder = output.resolve("pcap-out").resolve(scenario.name());
        Path reportFolder = output.resolve("reports");
        String replay = "sextant run " + file + " --seed " + scenario.seed();
        RunOptions options = RunOptions.QUIET
                .withLimits(RunLimits.GENEROUS
                        .withMaxEvents(maxEvents)
                        .withMaxWall(Duration.ofSeconds(maxWallSeconds), WallClock.NANOS))
                .withCaptureFolder(noCapture ? null : captureFolder)
                .withTrace(trace ? (at, line) -> out.println(VirtualTime.format(at) + "  " + line) : null)
                .withReplay(replay);
        ScenarioRun run = new ScenarioRun(scenario, options);
        RunReport report;
        try {
            Progress progress = new Progress(
                    err,
                    Console.ansi(spec).enabled(),
                    scenario.name(),
                    scenario.durationNanos() / NANOS_PER_SECOND,
                    "s virtual time",
                    PROGRESS_AFTER);
            run.runUntil(scenario.durationNanos(), now -> progress.accept(now / NANOS_PER_SECOND));
            progress.close();
            report = run.finish();
        } catch (RuntimeException | Error e) {
            run.discard();
            throw e;
        }
        reports.add(report);
        Path page = ReportFiles.write(reportFolder, report);
        boolean colour = Console.ansi(spec).enabled();
        out.print(new TerminalSummary(colour, captureFolder.toString(), page.toString()).render(report));
        if (run.limit().isPresent()) {
            return ExitStatus.LIMIT_HIT;
        }
        return report.passed() ? ExitStatus.HOLDS : ExitStatus.EXPECTATION_FAILS;
    }
}
