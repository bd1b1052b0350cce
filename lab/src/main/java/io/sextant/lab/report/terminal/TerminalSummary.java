package io.sextant.lab.report.terminal;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.PlainText;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What {@code sextant run} prints when a run is over: the story, one block for each fault, traffic, expectations, where
 * the captures and the report lie, the fingerprint, and on failure the line that repeats the run. No line is wider than
 * 100 columns but those that a command printed on a node. It reads without colour: every mark has its word.
 */
public final class TerminalSummary {
    private static final int FAULT_BLOCKS = 20;
    private static final int TRAFFIC_ROWS = 20;
    private static final int VERDICT_ROWS = 200;
    private static final int CAPTURE_ROWS = 20;
    private static final int WARNING_ROWS = 20;
    private static final int TEXT_CHARACTERS = 400;

    private final boolean colour;
    private final String captureFolder;
    private final String reportFile;

    /**
     * @param colour whether to use ANSI colours
     * @param captureFolder the folder of all captures, as the reader would type it; put before each file's name
     * @param reportFile the page, as the reader would type it, or empty when none was written
     */
    public TerminalSummary(boolean colour, String captureFolder, String reportFile) {
        this.colour = colour;
        this.captureFolder = captureFolder;
        this.reportFile = reportFile;
    }

    /** The summary, ended by a line feed. */
    public String render(RunReport report) {
        Paper paper = new Paper(colour);
        head(paper, report);
        StoryText.printOn(paper, report);
        faults(paper, report);
        traffic(paper, report.traffic());
        verdicts(paper, report.verdicts());
        warnings(paper, report.warnings());
        captures(paper, report.captures());
        foot(paper, report);
        return paper.toString();
    }

    private static void head(Paper paper, RunReport report) {
        paper.wrapped(
                "",
                "  ",
                line(report.scenario()) + (report.title().isEmpty() ? "" : ": " + line(report.title())),
                Paper.Ink.HEAD);
        paper.labelled(
                "  ",
                Figures.span(report.endedNanos()) + " of virtual time from "
                        + Figures.clock(report.labStart(), 0) + " UTC, seed " + report.seed() + ", "
                        + Figures.count(report.framesReceived(), "frame", "frames") + " received, "
                        + Figures.count(report.eventsProcessed(), "event", "events"));
    }

    private static void faults(Paper paper, RunReport report) {
        List<FaultReport> faults = report.faults();
        int shown = Math.min(FAULT_BLOCKS, faults.size());
        for (int i = 0; i < shown; i++) {
            FaultText.printOn(paper, report, i);
        }
        leftOut(paper, faults.size() - shown, "fault is", "faults are");
    }

    private static void traffic(Paper paper, List<TrafficReport> traffic) {
        if (traffic.isEmpty()) {
            return;
        }
        paper.heading("TRAFFIC");
        Columns columns = new Columns(
                Columns.Column.left("", 22),
                Columns.Column.right("requests"),
                Columns.Column.right("answers"),
                Columns.Column.right("cut off"),
                Columns.Column.right("longest outage"),
                Columns.Column.right("median"),
                Columns.Column.right("p99"));
        int shown = Math.min(TRAFFIC_ROWS, traffic.size());
        for (TrafficReport one : traffic.subList(0, shown)) {
            ConnectionCounts counts = one.connections();
            boolean answered = one.answers() > 0;
            columns.row(
                    one.name(),
                    Figures.count(one.requests()),
                    Figures.count(one.answers()),
                    Figures.count(counts.reset() + counts.refused() + counts.timedOut()),
                    one.longestOutageNanos() == 0 ? "–" : Figures.span(one.longestOutageNanos()),
                    answered ? Figures.span(one.latency().medianNanos()) : "–",
                    answered ? Figures.span(one.latency().p99Nanos()) : "–");
        }
        columns.printOn(paper, "  ");
        leftOut(paper, traffic.size() - shown, "row is", "rows are");
        for (TrafficReport one : traffic.subList(0, shown)) {
            DatagramReport datagrams = one.datagrams();
            if (datagrams != null) {
                datagrams(paper, one.name(), datagrams);
            }
        }
    }

    /** Which nodes took a UDP traffic's datagrams, and where the rest was lost. */
    private static void datagrams(Paper paper, String name, DatagramReport datagrams) {
        String takers = datagrams.receivers().stream()
                .limit(TRAFFIC_ROWS)
                .map(each -> line(each.node()) + " " + Figures.count(each.received()))
                .collect(Collectors.joining(", "));
        String losses = datagrams.losses().stream()
                .limit(TRAFFIC_ROWS)
                .map(each ->
                        Figures.count(each.packets()) + " at " + line(each.node()) + " (" + line(each.text()) + ")")
                .collect(Collectors.joining(", "));
        paper.wrapped(
                "  ",
                "    ",
                line(name) + ": " + Figures.count(datagrams.received(), "datagram", "datagrams") + " received"
                        + (takers.isEmpty() ? "" : ", by " + takers)
                        + (losses.isEmpty() ? "" : "; lost " + losses),
                Paper.Ink.PLAIN);
    }

    private static void verdicts(Paper paper, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        paper.heading("EXPECTATIONS");
        int shown = Math.min(VERDICT_ROWS, verdicts.size());
        for (Verdict verdict : verdicts.subList(0, shown)) {
            verdict(paper, verdict);
        }
        leftOut(paper, verdicts.size() - shown, "expectation is", "expectations are");
    }

    private static void verdict(Paper paper, Verdict verdict) {
        Paper.Ink ink = ink(verdict.outcome());
        String label = "  " + paper.inked(mark(verdict.outcome()), ink) + "  ";
        String indent = " ".repeat(10);
        boolean held = verdict.outcome() == Verdict.Outcome.PASSED;
        paper.marked(label, indent, line(verdict.name()) + "  " + line(held ? verdict.found() : verdict.where()));
        if (held) {
            return;
        }
        if (!verdict.description().isEmpty()) {
            paper.labelled(indent, line(verdict.description()));
        }
        paper.labelled(indent + "expected  ", line(verdict.expected()));
        paper.labelled(indent + "found     ", line(verdict.found()));
        if (!verdict.hint().isEmpty()) {
            paper.labelled(indent + "hint      ", line(verdict.hint()));
        }
    }

    private static String mark(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "✓ pass";
            case WARNED -> "! warn";
            case FAILED -> "✗ FAIL";
        };
    }

    private static Paper.Ink ink(Verdict.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> Paper.Ink.GOOD;
            case WARNED -> Paper.Ink.WARN;
            case FAILED -> Paper.Ink.BAD;
        };
    }

    private static void warnings(Paper paper, List<String> warnings) {
        if (warnings.isEmpty()) {
            return;
        }
        paper.heading("WARNINGS");
        int shown = Math.min(WARNING_ROWS, warnings.size());
        for (String warning : warnings.subList(0, shown)) {
            paper.labelled("  ! ", line(warning));
        }
        leftOut(paper, warnings.size() - shown, "warning is", "warnings are");
    }

    private void captures(Paper paper, List<CaptureFile> captures) {
        if (captures.isEmpty()) {
            return;
        }
        paper.heading("CAPTURES");
        Columns columns = new Columns(Columns.Column.right(""), Columns.Column.right(""), Columns.Column.left("", 70));
        int shown = Math.min(CAPTURE_ROWS, captures.size());
        String folder = captureFolder.isEmpty() || captureFolder.endsWith("/") ? captureFolder : captureFolder + "/";
        for (CaptureFile capture : captures.subList(0, shown)) {
            columns.row(
                    Figures.count(capture.packets(), "packet", "packets"),
                    Figures.octets(capture.octets()),
                    folder + capture.file());
        }
        columns.printOn(paper, "  ");
        leftOut(paper, captures.size() - shown, "capture is", "captures are");
    }

    private void foot(Paper paper, RunReport report) {
        paper.gap();
        String limit = report.limit();
        if (limit != null) {
            paper.labelled("✗ LIMIT      ", line(limit), Paper.Ink.BAD);
        }
        paper.labelled(
                report.passed() ? "✓ PASSED     " : "✗ FAILED     ",
                tally(report),
                report.passed() ? Paper.Ink.GOOD : Paper.Ink.BAD);
        if (!reportFile.isEmpty()) {
            paper.labelled("report       ", PlainText.line(reportFile));
        }
        paper.labelled("fingerprint  ", line(report.fingerprint()));
        if (!report.passed()) {
            paper.wrapped("replay       ", "", line(report.replay()), Paper.Ink.PLAIN);
        }
    }

    private static String tally(RunReport report) {
        int total = report.verdicts().size();
        if (total == 0) {
            return "nothing was expected";
        }
        long failed = count(report, Verdict.Outcome.FAILED);
        long warned = count(report, Verdict.Outcome.WARNED);
        long held = count(report, Verdict.Outcome.PASSED);
        return Figures.count(held) + " of " + Figures.count(total, "expectation holds", "expectations hold")
                + (failed > 0 ? ", " + Figures.count(failed, "fails", "fail") : "")
                + (warned > 0 ? ", " + Figures.count(warned, "warns", "warn") : "");
    }

    private static long count(RunReport report, Verdict.Outcome outcome) {
        return report.verdicts().stream().filter(v -> v.outcome() == outcome).count();
    }

    static void leftOut(Paper paper, long rows, String one, String many) {
        if (rows > 0) {
            paper.labelled("  … ", Figures.count(rows, one, many) + " left out here; report.json has them all.");
        }
    }

    static String line(String text) {
        return PlainText.line(text, TEXT_CHARACTERS);
    }
}
