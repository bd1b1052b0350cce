package io.sextant.lab.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run has to tell. All times are nanoseconds since the run's start unless a name says otherwise.
 *
 * @param scenario the scenario's name
 * @param labStart what the lab's clocks showed at time 0
 * @param endedNanos where the run ended: its duration, or earlier when it met a limit
 * @param limit the sentence of the limit it met, or null
 * @param fingerprint SHA-256 of the trace, in hexadecimal
 * @param framesReceived frames that arrived at an interface: the hops of the run
 * @param replay the command that repeats this run
 */
public record RunReport(
        String scenario,
        String title,
        String description,
        long seed,
        Instant labStart,
        long durationNanos,
        long endedNanos,
        @Nullable String limit,
        String fingerprint,
        long eventsProcessed,
        long framesReceived,
        List<Verdict> verdicts,
        List<FaultReport> faults,
        List<TrafficReport> traffic,
        List<Loss> losses,
        List<Happening> happenings,
        List<LoadSeries> loads,
        List<WidthStep> ecmpWidth,
        List<CaptureFile> captures,
        List<NodePrintout> printouts,
        List<String> warnings,
        String replay) {

    public RunReport {
        verdicts = List.copyOf(verdicts);
        faults = List.copyOf(faults);
        traffic = List.copyOf(traffic);
        losses = List.copyOf(losses);
        happenings = List.copyOf(happenings);
        loads = List.copyOf(loads);
        ecmpWidth = List.copyOf(ecmpWidth);
        captures = List.copyOf(captures);
        printouts = List.copyOf(printouts);
        warnings = List.copyOf(warnings);
    }

    /** Whether every expectation that counts as an error held and no limit was met. */
    public boolean passed() {
        return limit == null && verdicts.stream().noneMatch(verdict -> verdict.outcome() == Verdict.Outcome.FAILED);
    }
}
