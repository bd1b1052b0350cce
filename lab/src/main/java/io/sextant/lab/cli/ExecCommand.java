package io.sextant.lab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sextant.lab.console.command.Program;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.lab.scenario.shape.MismatchException;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.topology.NodeKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exec}: runs a scenario to some instant and prints what commands print there on its nodes. */
@Command(
        name = "exec",
        description = {
            "Run a scenario to some instant, then print what commands print on its nodes.",
            "",
            "All commands start at that instant. Those that take time (curl, ping) are waited for in virtual time;",
            "those that never end by themselves (tcpdump, hubble observe --follow) are interrupted when the others have."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the commands were run, whatever their own status",
            "2:the command line is wrong, or the file is",
            "3:the run hit a limit",
            "70:a fault of Sextant's own"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sextant exec scenarios/curl.yaml --at 30s bgp-router1 \"vtysh -c 'show bgp summary'\"",
            "  sextant exec scenarios/curl.yaml --at 30s --all 'ip route'",
            "  sextant exec scenarios/curl.yaml --at 30s k8s-worker1 'tcpdump -ni enp7s0' client1 'curl -s -v http://172.16.10.0/'",
            "  sextant exec scenarios/curl.yaml --at 30s --json k8s-control 'kubectl get svc' | jq -r '.[].output'"
        })
final class ExecCommand implements Callable<Integer> {

    /** How long commands are waited for, in virtual nanoseconds. */
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private static final long STEP_NANOS = 10_000_000L;

    @Parameters(index = "0", paramLabel = "FILE", description = "The scenario.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "NODE COMMAND", description = "What to run where.")
    private List<String> words = List.of();

    @Option(names = "--at", paramLabel = "TIME", required = true, description = "When, such as 30s or 1m30s.")
    private String at = "";

    @Option(names = "--all", paramLabel = "COMMAND", description = "Run this command on every node.")
    private @Nullable String all;

    @Option(names = "--json", description = "Print an array of {node, command, output, status}.")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "Use this seed instead of the scenario's.")
    private @Nullable Long seed;

    @Spec
    private @Nullable CommandSpec spec;

    /** One command and what came of it. */
    private static final class Job {
        private final String node;
        private final String command;
        private String output = "";
        private int status;
        private boolean done;
        private Optional<Program> program = Optional.empty();

        Job(String node, String command) {
            this.node = node;
            this.command = command;
        }
    }

    @Override
    public Integer call() {
        PrintWriter out = Console.out(spec);
        PrintWriter err = Console.err(spec);
        ScenarioLoader.Result result = ScenarioLoader.load(Home.find(file), seed);
        new ProblemPrinter(err, Console.ansi(spec)).print(result.problems(), result.left());
        Optional<Long> instant = instant();
        if (instant.isEmpty()) {
            err.println("--at " + at + " is no time; write it like 30s, 150ms or 1m30s");
        }
        err.flush();
        if (result.scenario().isEmpty() || instant.isEmpty()) {
            return ExitStatus.INVALID_INPUT.code();
        }
        Scenario scenario = result.scenario().get();
        List<Job> jobs = jobs(scenario, err);
        if (jobs.isEmpty()) {
            err.flush();
            return ExitStatus.INVALID_INPUT.code();
        }
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        boolean reached = run.runUntil(instant.get(), now -> {}) && carryOut(run, jobs);
        run.limit().ifPresent(err::println);
        err.flush();
        print(jobs, out);
        return (reached ? ExitStatus.HOLDS : ExitStatus.LIMIT_HIT).code();
    }

    private Optional<Long> instant() {
        try {
            return Optional.of(Quantities.parseDuration(at));
        } catch (MismatchException e) {
            return Optional.empty();
        }
    }

    private List<Job> jobs(Scenario scenario, PrintWriter err) {
        List<String> nodes = scenario.topology().nodes().stream()
                .filter(node -> node.kind() != NodeKind.SWITCH)
                .map(node -> node.name())
                .toList();
        List<Job> jobs = new ArrayList<>();
        String everywhere = all;
        if (everywhere != null) {
            nodes.forEach(node -> jobs.add(new Job(node, everywhere)));
        }
        if (words.size() % 2 != 0) {
            err.println("behind the file come pairs of a node and a command; '" + words.get(words.size() - 1)
                    + "' stands alone (a command of several words needs quotes)");
            return List.of();
        }
        for (int i = 0; i < words.size(); i += 2) {
            if (!nodes.contains(words.get(i)) && words.get(i).indexOf('/') < 0) {
                err.println("there is no node '" + words.get(i) + "'; there are " + String.join(", ", nodes));
                return List.of();
            }
            jobs.add(new Job(words.get(i), words.get(i + 1)));
        }
        if (jobs.isEmpty()) {
            err.println("nothing to run: name a node and a command, or use --all COMMAND");
        }
        return jobs;
    }

    private static boolean carryOut(ScenarioRun run, List<Job> jobs) {
        for (Job job : jobs) {
            if (run.lab().host(job.node).isEmpty()) {
                job.output = "there is no pod '" + job.node + "' at this time\n";
                job.status = 1;
                job.done = true;
                continue;
            }
            job.program = run.consoles().run(job.node, job.command, (text, status) -> {
                job.output = text;
                job.status = status;
                job.done = true;
            });
        }
        long start = run.lab().simulator().nanos();
        boolean reached = true;
        while (reached
                && jobs.stream().anyMatch(job -> !job.done && !isEndless(job))
                && run.lab().simulator().nanos() - start < PATIENCE_NANOS) {
            reached = run.runUntil(run.lab().simulator().nanos() + STEP_NANOS, now -> {});
        }
        for (Job job : jobs) {
            if (!job.done && job.program.isPresent()) {
                var printed = job.program.get().interrupt();
                job.output = printed.text();
                job.status = printed.status();
            }
        }
        return reached;
    }

    private static boolean isEndless(Job job) {
        return job.program.map(Program::isEndless).orElse(false);
    }

    private void print(List<Job> jobs, PrintWriter out) {
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            jobs.forEach(job -> array.addObject()
                    .put("node", job.node)
                    .put("command", job.command)
                    .put("output", job.output)
                    .put("status", job.status));
            out.println(array.toPrettyString());
        } else {
            for (Job job : jobs) {
                if (jobs.size() > 1) {
                    out.println(Console.ansi(spec).string("@|bold " + job.node + "|@") + "$ " + job.command);
                }
                out.print(job.output);
                if (!job.output.isEmpty() && !job.output.endsWith("\n")) {
                    out.println();
                }
            }
        }
        out.flush();
    }
}
