package io.sextant.lab.report.page;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.ConnectionFate;
import io.sextant.lab.report.FateGroup;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import java.util.List;
import java.util.Locale;

/** What became of the connections: all of them as one bar, then by reason, then some of them one by one. */
final class ConnectionTables {
    private static final int GROUP_ROWS = 20;
    private static final int NODES_IN_A_CELL = 8;

    private record Part(String word, long count, String style) {}

    private final Markup out;

    ConnectionTables(Markup out) {
        this.out = out;
    }

    void write(FaultReport fault, FateBudget budget) {
        ConnectionCounts counts = fault.connections();
        if (counts.total() > 0) {
            ends(counts);
        }
        if (!fault.fates().isEmpty()) {
            groups(fault.fates());
            fates(fault.fates(), budget);
        }
    }

    private void ends(ConnectionCounts counts) {
        List<Part> parts = List.of(
                new Part("completed", counts.completed(), "completed"),
                new Part("still open", counts.open(), "open"),
                new Part("reset", counts.reset(), "reset"),
                new Part("timed out", counts.timedOut(), "timedout"),
                new Part("refused", counts.refused(), "refused"));
        out.open("figure", "class", "ends");
        out.open("figcaption").leaf("b", Figures.count(counts.total(), "connection", "connections") + ": ");
        out.text(Figures.count(counts.untouched()) + " untouched ("
                + Figures.share(counts.untouched(), counts.total()) + "), "
                + Figures.count(counts.moved()) + " moved to another node, "
                + Figures.count(counts.reset() + counts.refused() + counts.timedOut()) + " cut off");
        out.close();
        PlotRow.beginPlot(out, "bar", 22, "Ends of the connections", words(parts));
        double x = 0;
        for (Part part : parts) {
            double width = 100.0 * part.count() / counts.total();
            out.empty(
                    "rect",
                    "x",
                    percent(x),
                    "y",
                    "2",
                    "width",
                    percent(Math.min(width, 100 - Math.min(x, 100))),
                    "height",
                    "18",
                    "class",
                    "part " + part.style());
            x += width;
        }
        out.close();
        out.open("ul", "class", "legend");
        for (Part part : parts) {
            out.open("li").leaf("i", "", "class", "swatch " + part.style(), "aria-hidden", "true");
            out.leaf("b", Figures.count(part.count()))
                    .text(" " + part.word() + " (" + Figures.share(part.count(), counts.total()) + ")")
                    .close();
        }
        out.close().close();
    }

    private static String words(List<Part> parts) {
        return String.join(
                ", ",
                parts.stream()
                        .map(part -> Figures.count(part.count()) + " " + part.word())
                        .toList());
    }

    private void groups(List<ConnectionFate> fates) {
        List<FateGroup> groups = FateGroup.of(fates);
        Table table = new Table(out).begin("Fates by reason", "#Connections", "Outcome", "Reason");
        int shown = Math.min(GROUP_ROWS, groups.size());
        for (FateGroup group : groups.subList(0, shown)) {
            table.row()
                    .figure(group.connections())
                    .code(group.outcome())
                    .text(group.reason())
                    .endRow();
        }
        table.end(groups.size() - shown);
    }

    private void fates(List<ConnectionFate> fates, FateBudget budget) {
        int shown = budget.take(fates.size());
        if (shown == 0) {
            return;
        }
        out.open("details", "open", "open").leaf("summary", "Connection by connection");
        Table table = new Table(out)
                .begin(
                        "",
                        "#No.",
                        "Traffic",
                        "Client",
                        "Came in by",
                        "Backend",
                        "#Opened, s",
                        "#Ended, s",
                        "#Longest wait",
                        "#Sent again",
                        "Outcome");
        for (ConnectionFate fate : fates.subList(0, shown)) {
            Long ended = fate.endedNanos();
            table.row()
                    .figure(fate.id())
                    .text(fate.traffic())
                    .text(fate.client() + ":" + fate.clientPort())
                    .text(nodes(fate.nodes()))
                    .text(fate.backend().isEmpty() ? "–" : fate.backend())
                    .figure(Figures.seconds(fate.openedNanos()))
                    .figure(ended == null ? "–" : Figures.seconds(ended))
                    .figure(Figures.span(fate.stalledNanos()))
                    .figure(fate.retransmissions())
                    .code(fate.outcome())
                    .endRow();
        }
        table.end(fates.size() - shown);
        out.close();
    }

    private static String nodes(List<String> nodes) {
        String shown = String.join(" → ", nodes.subList(0, Math.min(NODES_IN_A_CELL, nodes.size())));
        return nodes.size() > NODES_IN_A_CELL ? shown + " → …" : shown;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.3f%%", value);
    }
}
