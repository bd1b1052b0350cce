package io.sextant.lab.report.terminal;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.FateGroup;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.Milestone;
import io.sextant.lab.report.RunReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One fault or action and what followed: the milestones, the losses, the connections, the load. */
final class FaultText {
    private static final int LOSS_ROWS = 8;
    private static final int FATE_ROWS = 6;
    private static final int NODE_ROWS = 16;

    private FaultText() {}

    /** Prints the block of the fault at that index. */
    static void printOn(Paper paper, RunReport report, int index) {
        FaultReport fault = report.faults().get(index);
        paper.heading("EVENT " + (index + 1) + " OF " + report.faults().size() + "  "
                + TerminalSummary.line(
                        fault.verb() + " " + String.join(" ", fault.targets()).strip()) + "  at "
                + Figures.seconds(fault.atNanos()) + " s  ("
                + Figures.clock(report.labStart(), fault.atNanos()) + ")");
        if (isQuiet(fault)) {
            paper.labelled("  ", "Nothing followed: no session or route changed, no packet was lost.");
        } else {
            milestones(paper, fault);
            losses(paper, fault.losses());
        }
        connections(paper, fault);
        load(paper, fault.load());
    }

    private static boolean isQuiet(FaultReport fault) {
        return fault.losses().isEmpty()
                && Milestone.of(fault).stream().noneMatch(milestone -> milestone.atNanos() != null);
    }

    private static void milestones(Paper paper, FaultReport fault) {
        Columns columns = new Columns(
                Columns.Column.left("", 18),
                Columns.Column.right(""),
                Columns.Column.right(""),
                Columns.Column.left("", 40));
        List<String> missing = new ArrayList<>();
        for (Milestone milestone : Milestone.of(fault)) {
            Long at = milestone.atNanos();
            if (at == null) {
                missing.add(milestone.name());
            } else {
                columns.row(
                        String.format(Locale.ROOT, "%-18s", milestone.name()),
                        "+" + Figures.seconds(at - fault.atNanos()) + " s",
                        "at " + Figures.seconds(at) + " s",
                        milestone.how());
            }
        }
        columns.printOn(paper, "  ");
        if (!missing.isEmpty()) {
            paper.labelled(label("not seen"), String.join(", ", missing) + " (before the next event or the end)");
        }
    }

    private static void losses(Paper paper, List<Loss> losses) {
        long packets = losses.stream().mapToLong(Loss::packets).sum();
        long octets = losses.stream().mapToLong(Loss::octets).sum();
        paper.labelled(
                label("packets lost"),
                losses.isEmpty() ? "none" : Figures.count(packets) + " (" + Figures.octets(octets) + ")");
        Columns columns = new Columns(
                Columns.Column.right(""),
                Columns.Column.left("", 16),
                Columns.Column.left("", 24),
                Columns.Column.left("", 40));
        int shown = Math.min(LOSS_ROWS, losses.size());
        for (Loss loss : losses.subList(0, shown)) {
            columns.row(Figures.count(loss.packets()), loss.node(), loss.reason(), loss.text());
        }
        columns.printOn(paper, "    ");
        TerminalSummary.leftOut(paper, losses.size() - shown, "reason is", "reasons are");
    }

    private static void connections(Paper paper, FaultReport fault) {
        ConnectionCounts counts = fault.connections();
        if (counts.total() == 0) {
            return;
        }
        List<String> ends = new ArrayList<>();
        add(ends, counts.completed(), "completed");
        add(ends, counts.open(), "still open");
        add(ends, counts.reset(), "reset");
        add(ends, counts.timedOut(), "timed out");
        add(ends, counts.refused(), "refused");
        paper.labelled(label("connections"), Figures.count(counts.total()) + " in all: " + String.join(", ", ends));
        paper.labelled(
                label("of these"),
                Figures.count(counts.untouched()) + " untouched, " + Figures.count(counts.moved())
                        + " moved to another node");
        List<FateGroup> groups = FateGroup.of(fault.fates());
        Columns columns =
                new Columns(Columns.Column.right(""), Columns.Column.left("", 12), Columns.Column.left("", 60));
        int shown = Math.min(FATE_ROWS, groups.size());
        for (FateGroup group : groups.subList(0, shown)) {
            columns.row(Figures.count(group.connections()), group.outcome(), group.reason());
        }
        columns.printOn(paper, "    ");
        TerminalSummary.leftOut(paper, groups.size() - shown, "reason is", "reasons are");
    }

    private static void add(List<String> parts, long count, String word) {
        if (count > 0) {
            parts.add(Figures.count(count) + " " + word);
        }
    }

    private static void load(Paper paper, List<FaultReport.NodeLoad> load) {
        if (load.isEmpty()) {
            return;
        }
        long before =
                load.stream().mapToLong(FaultReport.NodeLoad::packetsBefore).sum();
        long after = load.stream().mapToLong(FaultReport.NodeLoad::packetsAfter).sum();
        Columns columns = new Columns(
                Columns.Column.left("load by node", 24),
                Columns.Column.right("packets before"),
                Columns.Column.right("share"),
                Columns.Column.right("after"),
                Columns.Column.right("share"),
                Columns.Column.right("connections before"),
                Columns.Column.right("after"));
        int shown = Math.min(NODE_ROWS, load.size());
        for (FaultReport.NodeLoad node : load.subList(0, shown)) {
            columns.row(
                    "  " + node.node(),
                    Figures.count(node.packetsBefore()),
                    Figures.share(node.packetsBefore(), before),
                    Figures.count(node.packetsAfter()),
                    Figures.share(node.packetsAfter(), after),
                    Figures.count(node.connectionsBefore()),
                    Figures.count(node.connectionsAfter()));
        }
        columns.printOn(paper, "  ");
        TerminalSummary.leftOut(paper, load.size() - shown, "node is", "nodes are");
    }

    private static String label(String text) {
        return String.format(Locale.ROOT, "  %-18s  ", text);
    }
}
