package io.sextant.lab.report.page;

import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.LoadSeries;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.WidthStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run from left to right: what was done, what the control plane did about it, and what traffic saw, one row each
 * over one axis. Places are per cent of the width, so that a narrow screen squeezes time and never the letters.
 */
final class Timeline {
    private static final int WIDTH_ROWS = 8;
    private static final int TRAFFIC_ROWS = 12;
    private static final int NODE_ROWS = 24;
    private static final int GUIDES = 60;
    private static final int STEP_HEIGHT = 56;
    private static final int ANSWER_HEIGHT = 46;
    private static final int FAILURE_HEIGHT = 20;
    private static final int NODE_HEIGHT = 30;

    private final Markup out;
    private final RunReport report;
    private final TimeAxis axis;

    Timeline(Markup out, RunReport report) {
        this.out = out;
        this.report = report;
        this.axis = new TimeAxis(0, Math.max(report.endedNanos(), 1));
    }

    void write() {
        if (report.happenings().isEmpty()
                && report.traffic().isEmpty()
                && report.loads().isEmpty()
                && report.ecmpWidth().isEmpty()) {
            return;
        }
        out.open("section", "id", "timeline").leaf("h2", "Timeline");
        out.open("figure").open("div", "class", "rows");
        axisRow();
        events();
        lanes();
        widths();
        traffic();
        loads();
        axisRow();
        out.close();
        caption();
        out.close().close();
    }

    private void caption() {
        out.open("figcaption");
        out.text("Virtual time in seconds since the start, " + Figures.clock(report.labStart(), 0) + " UTC. ");
        if (!report.faults().isEmpty()) {
            out.text("Numbered lines are the events below: a disc is a fault, a square an action. A shaded span is the"
                    + " time from an event until traffic was whole again. ");
        }
        if (!report.traffic().isEmpty()) {
            out.text("In the rows of traffic answers stand upwards and failures hang downwards, each to a scale of its"
                    + " own whose peak is on the left. ");
        }
        if (!report.loads().isEmpty()) {
            out.text("All nodes share one scale.");
        }
        out.close();
    }

    // ===== rows =====

    private void axisRow() {
        out.open("div", "class", "row axis", "aria-hidden", "true").leaf("div", "", "class", "label");
        out.open("svg", "class", "plot", "width", "100%", "height", "20", "xmlns", PlotRow.SVG);
        int index = 0;
        for (long tick : axis.ticks()) {
            double place = axis.place(tick);
            String anchor = place < 0.02 ? "start" : place > 0.97 ? "end" : "middle";
            out.leaf(
                    "text",
                    axis.tickText(tick),
                    "x",
                    axis.percent(tick),
                    "y",
                    "14",
                    "text-anchor",
                    anchor,
                    "class",
                    index % 2 == 0 ? "tick" : "tick odd");
            index++;
        }
        out.close().close();
    }

    private void events() {
        List<FaultReport> faults = report.faults();
        if (faults.isEmpty()) {
            return;
        }
        int shown = Math.min(GUIDES, faults.size());
        Badges badges = new Badges(axis);
        for (FaultReport fault : faults.subList(0, shown)) {
            badges.place(fault.atNanos());
        }
        PlotRow row = new PlotRow(out, axis, guides());
        row.begin(
                "Faults and actions",
                shown < faults.size() ? "the first " + shown + " of " + Figures.count(faults.size()) : "",
                badges.height(),
                "Faults and actions over time",
                Figures.count(shown, "numbered mark", "numbered marks") + "; the list of events says what each is.");
        for (int i = 0; i < shown; i++) {
            FaultReport fault = faults.get(i);
            badges.write(out, i, Events.isFault(report, fault), fault.verb() + " " + String.join(" ", fault.targets()));
        }
        row.end();
    }

    private void lanes() {
        Map<Happening.Kind, List<Happening>> byKind = new EnumMap<>(Happening.Kind.class);
        for (Happening happening : report.happenings()) {
            byKind.computeIfAbsent(happening.kind(), kind -> new ArrayList<>()).add(happening);
        }
        if (!report.faults().isEmpty()) {
            byKind.remove(Happening.Kind.FAULT);
        }
        for (Map.Entry<Happening.Kind, List<Happening>> entry : byKind.entrySet()) {
            List<Happening> happenings = entry.getValue();
            happenings.sort(Comparator.comparingLong(Happening::atNanos));
            PlotRow row = new PlotRow(out, axis, guides());
            row.begin(
                    Events.laneName(entry.getKey()),
                    Figures.count(happenings.size(), "line", "lines"),
                    Lane.HEIGHT,
                    Events.laneName(entry.getKey()) + " over time",
                    "A mark for each of " + Figures.count(happenings.size(), "line", "lines") + " of the story.");
            new Lane(out, axis).write(entry.getKey(), happenings);
            row.end();
        }
    }

    private void widths() {
        Map<List<String>, List<WidthStep>> byPrefix = new LinkedHashMap<>();
        for (WidthStep step : report.ecmpWidth()) {
            byPrefix.computeIfAbsent(List.of(step.prefix(), step.router()), key -> new ArrayList<>())
                    .add(step);
        }
        int rows = 0;
        for (Map.Entry<List<String>, List<WidthStep>> entry : byPrefix.entrySet()) {
            if (rows++ == WIDTH_ROWS) {
                note(byPrefix.size() - WIDTH_ROWS, "prefix is", "prefixes are");
                return;
            }
            String prefix = entry.getKey().get(0);
            String router = entry.getKey().get(1);
            StepPlot plot = StepPlot.of(axis, entry.getValue(), STEP_HEIGHT);
            PlotRow row = new PlotRow(out, axis, guides());
            row.begin(
                    "ECMP next hops",
                    prefix + " on " + router,
                    STEP_HEIGHT,
                    "Next hops of " + prefix + " on " + router,
                    plot.description());
            plot.write(out);
            row.end();
        }
    }

    private void traffic() {
        int rows = 0;
        for (TrafficReport traffic : report.traffic()) {
            if (rows++ == TRAFFIC_ROWS) {
                note(report.traffic().size() - TRAFFIC_ROWS, "traffic is", "traffics are");
                return;
            }
            int longest = Math.max(
                    traffic.answerSeries().size(), traffic.failureSeries().size());
            Buckets answers = Buckets.of(traffic.bucketNanos(), traffic.answerSeries(), longest);
            Buckets failures = Buckets.of(traffic.bucketNanos(), traffic.failureSeries(), longest);
            String peaks = "peak " + Figures.count(answers.peak(), "answer", "answers") + ", "
                    + Figures.count(failures.peak(), "failure", "failures") + " per "
                    + Figures.span(answers.bucketNanos());
            PlotRow row = new PlotRow(out, axis, guides());
            row.begin(
                    traffic.name(),
                    peaks,
                    ANSWER_HEIGHT + FAILURE_HEIGHT,
                    "Answers and failures of " + traffic.name() + " over time",
                    peaks + "; " + Figures.count(traffic.answers()) + " answers in all, longest outage "
                            + Figures.span(traffic.longestOutageNanos()) + ".");
            row.beginStretched();
            area(answers.path(axis, ANSWER_HEIGHT - 2, 6 - ANSWER_HEIGHT, Math.max(1, answers.peak())), "area good");
            area(failures.path(axis, ANSWER_HEIGHT, FAILURE_HEIGHT - 3, Math.max(1, failures.peak())), "area bad");
            out.close();
            out.empty("line", "x1", "0", "x2", "100%", "y1", "45", "y2", "45", "class", "base");
            row.end();
        }
    }

    private void loads() {
        List<LoadSeries> loads = report.loads();
        int longest =
                loads.stream().mapToInt(load -> load.packets().size()).max().orElse(0);
        List<Buckets> all = loads.stream()
                .map(load -> Buckets.of(load.bucketNanos(), load.packets(), longest))
                .toList();
        long peak = Math.max(1, all.stream().mapToLong(Buckets::peak).max().orElse(1));
        for (int i = 0; i < loads.size(); i++) {
            if (i == NODE_ROWS) {
                note(loads.size() - NODE_ROWS, "node is", "nodes are");
                return;
            }
            Buckets packets = all.get(i);
            String text = "peak " + Figures.count(packets.peak(), "packet", "packets") + " per "
                    + Figures.span(packets.bucketNanos());
            PlotRow row = new PlotRow(out, axis, guides());
            row.begin(
                    loads.get(i).node(),
                    text,
                    NODE_HEIGHT,
                    "Packets that " + loads.get(i).node() + " took in over time",
                    text + "; the scale ends at " + Figures.count(peak) + ".");
            row.beginStretched();
            area(packets.path(axis, NODE_HEIGHT - 1, 4 - NODE_HEIGHT, peak), "area load");
            out.close();
            out.empty("line", "x1", "0", "x2", "100%", "y1", "29.5", "y2", "29.5", "class", "base");
            row.end();
        }
    }

    private void area(String path, String style) {
        out.empty("path", "d", path, "class", style);
    }

    private void note(int rows, String one, String many) {
        out.leaf("p", Figures.count(rows, one, many) + " left out here; report.json has them all.", "class", "leftout");
    }

    private List<Guide> guides() {
        List<Guide> guides = new ArrayList<>();
        List<FaultReport> faults = report.faults();
        for (FaultReport fault : faults.subList(0, Math.min(GUIDES, faults.size()))) {
            guides.add(new Guide(fault.atNanos(), fault.wholeNanos(), Events.isFault(report, fault)));
        }
        return guides;
    }
}
