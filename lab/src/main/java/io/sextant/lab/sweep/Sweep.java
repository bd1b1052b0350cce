package io.sextant.lab.sweep;

import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects run reports of one scenario, one per seed. Keeps figures, not reports. */
public final class Sweep {

    private final Map<String, EventLaw> events = new LinkedHashMap<>();
    private final Map<String, List<Long>> failures = new LinkedHashMap<>();
    private final List<Long> limited = new ArrayList<>();
    private int runs;
    private int expectations;

    /** Adds a run. */
    public void add(RunReport report) {
        runs++;
        expectations = report.verdicts().size();
        for (FaultReport fault : report.faults()) {
            events.computeIfAbsent(fault.name(), name -> new EventLaw(fault)).add(fault);
        }
        for (Verdict verdict : report.verdicts()) {
            if (verdict.outcome() == Verdict.Outcome.FAILED) {
                failures.computeIfAbsent(verdict.name(), name -> new ArrayList<>())
                        .add(report.seed());
            }
        }
        if (report.limit() != null) {
            limited.add(report.seed());
        }
    }

    public int runs() {
        return runs;
    }

    /** How many expectations each run was held to. */
    public int expectations() {
        return expectations;
    }

    /** The events in the order in which the first run met them. */
    public List<EventLaw> events() {
        return List.copyOf(events.values());
    }

    /** Expectations that failed, and the seeds under which they did. */
    public Map<String, List<Long>> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** Seeds under which the run met a limit. */
    public List<Long> limited() {
        return List.copyOf(limited);
    }
}
