package io.sextant.lab.report.terminal;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.PlainText;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Story;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened, line by line, each behind its time as tcpdump prints it; what commands printed stands between. */
final class StoryText {
    private static final int LINES = 60;
    private static final int PRINTOUTS = 40;
    private static final int PRINTOUT_LINES = 60;
    private static final int NODE_COLUMNS = 16;

    private StoryText() {}

    static void printOn(Paper paper, RunReport report) {
        if (report.happenings().isEmpty() && report.printouts().isEmpty()) {
            return;
        }
        paper.heading("STORY");
        Story story = Story.of(report.happenings(), LINES);
        List<NodePrintout> printouts = new ArrayList<>(report.printouts());
        printouts.sort(Comparator.comparingLong(NodePrintout::atNanos));
        int leftOut = Math.max(0, printouts.size() - PRINTOUTS);
        printouts = printouts.subList(0, printouts.size() - leftOut);
        int timeColumns = Figures.seconds(report.endedNanos()).length();
        int nodeColumns = nodeColumns(story.told());
        int next = 0;
        for (Happening happening : story.told()) {
            while (next < printouts.size() && printouts.get(next).atNanos() < happening.atNanos()) {
                printout(paper, printouts.get(next++), timeColumns);
            }
            happening(paper, happening, timeColumns, nodeColumns);
        }
        while (next < printouts.size()) {
            printout(paper, printouts.get(next++), timeColumns);
        }
        if (!story.leftOut().isEmpty()) {
            paper.labelled("  … ", story.leftOutSentence());
        }
        TerminalSummary.leftOut(paper, leftOut, "printout is", "printouts are");
    }

    private static int nodeColumns(List<Happening> happenings) {
        int columns = 0;
        for (Happening happening : happenings) {
            columns = Math.max(columns, PlainText.columns(node(happening.node())));
        }
        return columns;
    }

    private static void happening(Paper paper, Happening happening, int timeColumns, int nodeColumns) {
        String node = node(happening.node());
        String label = "  " + right(Figures.seconds(happening.atNanos()), timeColumns) + "  "
                + left(kind(happening.kind()), 9) + left(node, nodeColumns) + (nodeColumns == 0 ? "" : "  ");
        paper.labelled(label, TerminalSummary.line(happening.text()), ink(happening.kind()));
    }

    /** Capitals for what somebody did, so that it stands out without colour. */
    private static String kind(Happening.Kind kind) {
        return switch (kind) {
            case FAULT -> "FAULT";
            case ACTION -> "ACTION";
            case SESSION, ROUTE, FIB, CLUSTER, TRAFFIC -> Story.word(kind);
        };
    }

    private static Paper.Ink ink(Happening.Kind kind) {
        return switch (kind) {
            case FAULT -> Paper.Ink.BAD;
            case ACTION -> Paper.Ink.HEAD;
            case SESSION, ROUTE, FIB, CLUSTER, TRAFFIC -> Paper.Ink.PLAIN;
        };
    }

    private static void printout(Paper paper, NodePrintout printout, int timeColumns) {
        paper.gap();
        String label = "  " + right(Figures.seconds(printout.atNanos()), timeColumns) + "  ";
        paper.labelled(
                label,
                TerminalSummary.line(printout.node()) + "$ " + TerminalSummary.line(printout.command()),
                Paper.Ink.HEAD);
        List<String> lines = PlainText.lines(printout.output()).lines().toList();
        int shown = Math.min(PRINTOUT_LINES, lines.size());
        paper.verbatim(String.join("\n", lines.subList(0, shown)));
        TerminalSummary.leftOut(paper, lines.size() - shown, "line is", "lines are");
        paper.gap();
    }

    private static String node(String name) {
        String text = PlainText.line(name, NODE_COLUMNS);
        int limit = NODE_COLUMNS;
        while (PlainText.columns(text) > NODE_COLUMNS) {
            text = PlainText.line(name, --limit);
        }
        return text;
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - PlainText.columns(text))) + text;
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - PlainText.columns(text)));
    }
}
