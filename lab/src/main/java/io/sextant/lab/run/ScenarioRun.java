package io.sextant.lab.run;

import io.sextant.engine.LimitExceededException;
import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.capture.TapPlace;
import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.link.Link;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario, from building to report. Use once: {@link #runUntil} as often as wanted, then {@link #finish}, or
 * {@link #discard} when the run is not to leave anything behind.
 */
public final class ScenarioRun {

    /** How much virtual time passes between two reports of progress. */
    private static final int PROGRESS_STEPS = 200;

    private final Scenario scenario;
    private final RunOptions options;
    private final Lab lab;
    private final Consoles consoles;
    private final TrafficDriver traffic;
    private final FaultBook faults;
    private final Judge judge;
    private final @Nullable Captures captures;
    private final List<NodePrintout> printouts = new ArrayList<>();
    private @Nullable String limit;

    /** Builds the lab and puts the scenario's traffic, timeline and expectations into its event queue. */
    public ScenarioRun(Scenario scenario, RunOptions options) {
        this.scenario = scenario;
        this.options = options;
        lab = new Lab(scenario, options.limits());
        if (options.trace() != null) {
            lab.trace().onText(options.trace());
        }
        if (options.checkInvariants()) {
            lab.simulator().addInvariant(lab.network()::frameLeak);
        }
        Path folder = options.captureFolder();
        captures = folder == null || !scenario.capture().enabled()
                ? null
                : new Captures(folder, scenario.start(), scenario.capture());
        consoles = new Consoles(lab);
        traffic = new TrafficDriver(lab);
        faults = new FaultBook(lab.journal(), lab.connections(), lab.losses(), lab.cables());
        LabWitness witness = new LabWitness(lab, faults, traffic.books(), consoles);
        judge = new Judge(lab.simulator(), witness, scenario.expectations());
        lab.journal().onChange(judge::changed);
        lab.connections().onChange(judge::changed);
        traffic.onChange(judge::changed);
        attachTaps(witness);
        lab.start();
        traffic.schedule();
        new TimelineDriver(lab, faults, this::exec).schedule();
    }

    public Lab lab() {
        return lab;
    }

    public Consoles consoles() {
        return consoles;
    }

    /** Why the run ended early, as a sentence; empty while it has not. */
    public Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    /**
     * Lets virtual time pass.
     *
     * @param progress hears the virtual time reached, some 200 times in a whole run
     * @return whether the run got there; if not, it met a limit
     */
    public boolean runUntil(long untilNanos, LongConsumer progress) {
        long step = Math.max(1, scenario.durationNanos() / PROGRESS_STEPS);
        try {
            for (long now = lab.simulator().nanos();
                    now < untilNanos;
                    now = lab.simulator().nanos()) {
                lab.simulator().runUntil(Math.min(untilNanos, now + step));
                progress.accept(lab.simulator().nanos());
            }
            return true;
        } catch (LimitExceededException e) {
            limit = e.getMessage();
            return false;
        }
    }

    /** Closes the books: captures appear under their names, expectations are judged, the report is made. */
    public RunReport finish() {
        List<CaptureFile> files = captures == null ? List.of() : captures.close();
        return new ReportMaker(lab, traffic, faults).make(judge.verdicts(), files, printouts, limit, options.replay());
    }

    /** Leaves nothing behind. */
    public void discard() {
        if (captures != null) {
            captures.discard();
        }
    }

    private void exec(String node, String command) {
        int index = printouts.size();
        long now = lab.simulator().nanos();
        printouts.add(new NodePrintout(now, node, command, "(had not ended when the run did)\n"));
        consoles.run(node, command, (text, status) -> printouts.set(index, new NodePrintout(now, node, command, text)));
    }

    private void attachTaps(LabWitness witness) {
        if (captures != null) {
            for (TapSpec spec : scenario.capture().taps()) {
                attach(spec, captures);
            }
        }
        for (Expectation expectation : scenario.expectations()) {
            if (expectation.check() instanceof Check.Captured captured) {
                CaptureBook.Counter counter = new CaptureBook.Counter(new CaptureFilter(captured, lab));
                witness.count(captured, counter);
                count(captured.tap(), counter);
            } else if (expectation.check() instanceof Check.Notifications notifications) {
                witness.watch(notifications);
            }
        }
    }

    private void attach(TapSpec spec, Captures into) {
        String end = spec.node() + ":" + spec.interfaceName();
        if (spec.place() == TapPlace.WIRE) {
            Link cable = lab.cables().named(end).orElseThrow(() -> new IllegalStateException("no cable at " + end));
            into.record(spec, cable, lab.cables().isNearEnd(end));
        } else {
            whenThere(spec, device -> into.record(spec, device));
        }
    }

    private void count(TapSpec spec, CaptureBook.Counter counter) {
        String end = spec.node() + ":" + spec.interfaceName();
        if (spec.place() == TapPlace.WIRE) {
            lab.cables()
                    .named(end)
                    .ifPresent(cable -> cable.addTap((now, channel, frame, lost) -> {
                        if (lost == null) {
                            counter.count(frame);
                        }
                    }));
        } else {
            whenThere(spec, device -> device.addTap(CaptureBook.point(spec), counter));
        }
    }

    /** Nodes' interfaces are there from the start, pods' come with their pods; each is met once. */
    private void whenThere(TapSpec spec, Consumer<NetworkInterface> action) {
        if (lab.hosts().containsKey(spec.node())) {
            action.accept(lab.device(spec.node(), spec.interfaceName())
                    .orElseThrow(() -> new IllegalStateException("there is no " + spec)));
            return;
        }
        Set<Integer> met = new TreeSet<>();
        lab.onPod((name, pod) -> {
            if (name.equals(spec.node())) {
                pod.interfaceNamed(spec.interfaceName())
                        .filter(device -> met.add(device.traceId()))
                        .ifPresent(action);
            }
        });
    }
}
