package io.sextant.lab.report.page;

import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.Milestone;
import io.sextant.lab.report.RunReport;
import java.util.List;

/** One event: how the network found out and recovered, what it cost, and how the load shifted. */
final class EventSection {
    private static final int LOSS_ROWS = 50;
    private static final int NODE_ROWS = 50;
    private static final int BAR_HEIGHT = 16;

    private final Markup out;
    private final RunReport report;
    private final int index;
    private final FaultReport fault;

    EventSection(Markup out, RunReport report, int index) {
        this.out = out;
        this.report = report;
        this.index = index;
        this.fault = report.faults().get(index);
    }

    void write(FateBudget budget) {
        out.open("section", "class", "event", "id", "event-" + (index + 1));
        out.open("h3");
        Badge.write(out, index, Events.isFault(report, fault));
        out.text(" " + Events.title(fault)).close();
        out.open("p", "class", "small").leaf("code", Events.action(fault));
        out.text(" at " + Figures.seconds(fault.atNanos()) + " s, lab clock "
                        + Figures.clock(report.labStart(), fault.atNanos()) + " UTC")
                .close();
        milestones();
        losses();
        new ConnectionTables(out).write(fault, budget);
        load();
        out.close();
    }

    // ===== milestones =====

    private void milestones() {
        List<Milestone> milestones = Milestone.of(fault);
        long last = fault.atNanos();
        for (Milestone milestone : milestones) {
            Long at = milestone.atNanos();
            last = at == null ? last : Math.max(last, at);
        }
        if (last == fault.atNanos() && milestones.stream().allMatch(m -> m.atNanos() == null)) {
            out.leaf(
                    "p",
                    "No session or route changed because of it, and no traffic had to recover, before the next event or"
                            + " the end.");
            return;
        }
        TimeAxis axis = new TimeAxis(fault.atNanos(), last);
        Table table = new Table(out)
                .begin(
                        "From the event to whole traffic",
                        "Step",
                        "#After it",
                        "Waterfall",
                        "#At, s",
                        "#Lab clock, UTC");
        long previous = fault.atNanos();
        for (Milestone milestone : milestones) {
            Long at = milestone.atNanos();
            milestone(table, axis, milestone, previous);
            previous = at == null ? previous : at;
        }
        table.end();
    }

    private void milestone(Table table, TimeAxis axis, Milestone milestone, long previousNanos) {
        Long at = milestone.atNanos();
        table.row();
        out.open("th", "scope", "row").text(capital(milestone.name()));
        if (!milestone.how().isEmpty()) {
            out.leaf("span", milestone.how(), "class", "sub");
        }
        out.close();
        if (at == null) {
            table.figure("–");
            out.leaf("td", "not before the next event or the end", "class", "faint");
            table.figure("").figure("").endRow();
            return;
        }
        table.figure("+" + Figures.span(at - fault.atNanos()));
        out.open("td", "class", "wide");
        waterfall(axis, milestone.name(), Math.min(previousNanos, at), at);
        out.close();
        table.figure(Figures.seconds(at))
                .figure(Figures.clock(report.labStart(), at).substring(11))
                .endRow();
    }

    /** The bar of a step: from the step before to this one; never thinner than a stroke. */
    private void waterfall(TimeAxis axis, String name, long fromNanos, long untilNanos) {
        PlotRow.beginPlot(
                out,
                "bar",
                BAR_HEIGHT,
                capital(name),
                Figures.span(untilNanos - fromNanos) + " after the step before it.");
        String x = axis.percent(fromNanos);
        String width = axis.percentBetween(fromNanos, untilNanos);
        String end = axis.percent(untilNanos);
        out.empty("line", "x1", "0", "x2", "100%", "y1", "8", "y2", "8", "class", "grid");
        out.empty("rect", "x", x, "y", "3", "width", width, "height", "10", "class", "span");
        out.empty("line", "x1", end, "x2", end, "y1", "1", "y2", "15", "class", "edge");
        out.close();
        out.leaf("span", "step: " + Figures.span(untilNanos - fromNanos), "class", "sub");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    // ===== losses =====

    private void losses() {
        List<Loss> losses = fault.losses();
        if (losses.isEmpty()) {
            out.leaf("p", "No packet was lost.");
            return;
        }
        LossTable.write(out, "Packets lost", losses, LOSS_ROWS);
    }

    // ===== load =====

    private void load() {
        List<FaultReport.NodeLoad> load = fault.load();
        if (load.isEmpty()) {
            return;
        }
        long before =
                load.stream().mapToLong(FaultReport.NodeLoad::packetsBefore).sum();
        long after = load.stream().mapToLong(FaultReport.NodeLoad::packetsAfter).sum();
        double most = 0.000_001;
        for (FaultReport.NodeLoad node : load) {
            most = Math.max(most, Math.max(part(node.packetsBefore(), before), part(node.packetsAfter(), after)));
        }
        Table table = new Table(out)
                .begin(
                        "Load on each node, before the event (upper bar) and after the FIB changed (lower bar); the bars"
                                + " are shares of all packets to load-balanced addresses",
                        "Node",
                        "Share",
                        "#Before",
                        "#After",
                        "#Packets before",
                        "#After",
                        "#Connections before",
                        "#After");
        int shown = Math.min(NODE_ROWS, load.size());
        for (FaultReport.NodeLoad node : load.subList(0, shown)) {
            table.row().head(node.node());
            out.open("td", "class", "wide");
            loadBars(node, part(node.packetsBefore(), before) / most, part(node.packetsAfter(), after) / most);
            out.close();
            table.figure(Figures.share(node.packetsBefore(), before))
                    .figure(Figures.share(node.packetsAfter(), after))
                    .figure(node.packetsBefore())
                    .figure(node.packetsAfter())
                    .figure(node.connectionsBefore())
                    .figure(node.connectionsAfter())
                    .endRow();
        }
        table.end(load.size() - shown);
    }

    private void loadBars(FaultReport.NodeLoad node, double before, double after) {
        PlotRow.beginPlot(
                out,
                "bar",
                22,
                "Load of " + node.node(),
                Figures.count(node.packetsBefore(), "packet", "packets") + " before, "
                        + Figures.count(node.packetsAfter()) + " after.");
        bar(before, "2", "before");
        bar(after, "12", "after");
        out.close();
    }

    private void bar(double share, String y, String style) {
        String width = String.format(java.util.Locale.ROOT, "%.2f%%", 100 * share);
        out.empty("rect", "x", "0", "y", y, "width", width, "height", "8", "class", style);
    }

    private static double part(long value, long whole) {
        return whole == 0 ? 0 : (double) value / whole;
    }
}
