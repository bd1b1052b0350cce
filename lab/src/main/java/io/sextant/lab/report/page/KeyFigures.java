package io.sextant.lab.report.page;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.FaultReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import java.util.Comparator;
import java.util.Optional;

/** The few figures that a reader looks for first. */
final class KeyFigures {
    private final Markup out;

    KeyFigures(Markup out) {
        this.out = out;
    }

    void write(RunReport report) {
        out.open("ul", "class", "keys");
        detection(report);
        outage(report);
        losses(report);
        connections(report);
        requests(report);
        key(Figures.span(report.endedNanos()), "of virtual time");
        out.close();
    }

    private void detection(RunReport report) {
        Optional<FaultReport> slowest = report.faults().stream()
                .filter(fault -> fault.detection() != null)
                .max(Comparator.comparingLong(KeyFigures::detectedAfter));
        slowest.ifPresent(fault -> key(
                Figures.span(detectedAfter(fault)),
                "until detected" + (report.faults().size() > 1 ? ", at worst" : "")));
    }

    private static long detectedAfter(FaultReport fault) {
        FaultReport.Detection detection = fault.detection();
        return detection == null ? 0 : detection.atNanos() - fault.atNanos();
    }

    private void outage(RunReport report) {
        report.traffic().stream()
                .max(Comparator.comparingLong(TrafficReport::longestOutageNanos))
                .filter(traffic -> traffic.longestOutageNanos() > 0)
                .ifPresent(traffic ->
                        key(Figures.span(traffic.longestOutageNanos()), "longest outage (" + traffic.name() + ")"));
    }

    private void losses(RunReport report) {
        long packets = report.losses().stream().mapToLong(Loss::packets).sum();
        if (!report.faults().isEmpty() || packets > 0) {
            key(Figures.count(packets), packets == 1 ? "packet lost" : "packets lost");
        }
    }

    private void connections(RunReport report) {
        long total = 0;
        long cut = 0;
        for (TrafficReport traffic : report.traffic()) {
            total += traffic.connections().total();
            cut += cutOff(traffic.connections());
        }
        if (total > 0) {
            key(Figures.count(cut), "of " + Figures.count(total, "connection", "connections") + " cut off");
        }
    }

    private void requests(RunReport report) {
        long requests =
                report.traffic().stream().mapToLong(TrafficReport::requests).sum();
        long answers =
                report.traffic().stream().mapToLong(TrafficReport::answers).sum();
        if (requests > 0) {
            key(Figures.count(answers), "of " + Figures.count(requests, "request", "requests") + " answered");
        }
    }

    /** Connections that ended against the client's will. */
    static long cutOff(ConnectionCounts counts) {
        return counts.reset() + counts.refused() + counts.timedOut();
    }

    private void key(String figure, String words) {
        out.open("li").leaf("b", figure).leaf("span", words).close();
    }
}
