package io.sextant.lab.report.page;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.RunReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All events in one table, then each by itself. */
final class EventSections {
    private static final int ROWS = 200;
    private static final int SECTIONS = 30;

    private final Markup out;
    private final RunReport report;

    EventSections(Markup out, RunReport report) {
        this.out = out;
        this.report = report;
    }

    void write() {
        List<FaultReport> faults = report.faults();
        if (faults.isEmpty()) {
            return;
        }
        out.open("section", "id", "events").leaf("h2", "Events");
        if (faults.size() > 1) {
            overview(faults);
        }
        int shown = Math.min(SECTIONS, faults.size());
        FateBudget budget = new FateBudget();
        for (int i = 0; i < shown; i++) {
            new EventSection(out, report, i).write(budget);
        }
        if (shown < faults.size()) {
            out.leaf(
                    "p",
                    Figures.count(faults.size() - shown, "event is", "events are")
                            + " not told in full here; report.json has them all.",
                    "class",
                    "leftout");
        }
        out.close();
    }

    private void overview(List<FaultReport> faults) {
        Table table = new Table(out)
                .begin(
                        "Times after each event; a dash means not before the next event or the end.",
                        "#",
                        "Event",
                        "#At, s",
                        "#Detected",
                        "#Withdrawn",
                        "#FIB changed",
                        "#Traffic whole",
                        "#Packets lost",
                        "#Cut off",
                        "#Moved",
                        "#Untouched");
        int shown = Math.min(ROWS, faults.size());
        for (int i = 0; i < shown; i++) {
            FaultReport fault = faults.get(i);
            FaultReport.Detection detection = fault.detection();
            ConnectionCounts counts = fault.connections();
            table.row();
            Badge.write(out.open("td"), i, Events.isFault(report, fault));
            out.close();
            out.open("th", "scope", "row")
                    .leaf("a", Events.title(fault), "href", "#event-" + (i + 1))
                    .close();
            table.figure(Figures.seconds(fault.atNanos()))
                    .figure(after(fault, detection == null ? null : detection.atNanos()))
                    .figure(after(fault, fault.withdrawnNanos()))
                    .figure(after(fault, fault.fibChangedNanos()))
                    .figure(after(fault, fault.wholeNanos()))
                    .figure(fault.losses().stream().mapToLong(Loss::packets).sum())
                    .figure(KeyFigures.cutOff(counts))
                    .figure(counts.moved())
                    .figure(counts.untouched())
                    .endRow();
        }
        table.end(faults.size() - shown);
    }

    private static String after(FaultReport fault, @Nullable Long atNanos) {
        return atNanos == null ? "–" : "+" + Figures.span(atNanos - fault.atNanos());
    }
}
