package io.sextant.lab.report.page;

import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.TrafficReport;
import java.util.List;

/** Each traffic over the whole run. */
final class TrafficSection {
    private static final int ROWS = 100;
    private static final int CLIENTS_IN_A_CELL = 8;

    private final Markup out;

    TrafficSection(Markup out) {
        this.out = out;
    }

    void write(List<TrafficReport> traffic) {
        if (traffic.isEmpty()) {
            return;
        }
        out.open("section", "id", "traffic").leaf("h2", "Traffic");
        int shown = Math.min(ROWS, traffic.size());
        answers(traffic, shown);
        connections(traffic, shown);
        traffic.subList(0, shown).forEach(this::datagrams);
        out.close();
    }

    private void answers(List<TrafficReport> traffic, int shown) {
        Table table = new Table(out)
                .begin(
                        "Requests and answers",
                        "Traffic",
                        "#Requests",
                        "#Answers",
                        "#Answered",
                        "#Longest outage",
                        "#Fastest",
                        "#Median",
                        "#99 %",
                        "#Slowest");
        for (TrafficReport one : traffic.subList(0, shown)) {
            table.row();
            out.open("th", "scope", "row").text(one.name());
            out.leaf("span", one.kind() + " from " + clients(one.from()) + " to " + one.target(), "class", "sub");
            out.close();
            table.figure(one.requests())
                    .figure(one.answers())
                    .figure(Figures.share(one.answers(), one.requests()))
                    .figure(one.longestOutageNanos() == 0 ? "–" : Figures.span(one.longestOutageNanos()))
                    .figure(latency(one, one.latency().minNanos()))
                    .figure(latency(one, one.latency().medianNanos()))
                    .figure(latency(one, one.latency().p99Nanos()))
                    .figure(latency(one, one.latency().maxNanos()))
                    .endRow();
        }
        table.end(traffic.size() - shown);
    }

    private void connections(List<TrafficReport> traffic, int shown) {
        if (traffic.stream().allMatch(one -> one.connections().total() == 0)) {
            return;
        }
        Table table = new Table(out)
                .begin(
                        "Connections: the ends add up; moved and untouched are counted among them",
                        "Traffic",
                        "#All",
                        "#Completed",
                        "#Still open",
                        "#Reset",
                        "#Timed out",
                        "#Refused",
                        "#Moved",
                        "#Untouched");
        for (TrafficReport one : traffic.subList(0, shown)) {
            ConnectionCounts counts = one.connections();
            table.row()
                    .head(one.name())
                    .figure(counts.total())
                    .figure(counts.completed())
                    .figure(counts.open())
                    .figure(counts.reset())
                    .figure(counts.timedOut())
                    .figure(counts.refused())
                    .figure(counts.moved())
                    .figure(counts.untouched())
                    .endRow();
        }
        table.end(traffic.size() - shown);
    }

    private void datagrams(TrafficReport traffic) {
        DatagramReport datagrams = traffic.datagrams();
        if (datagrams == null) {
            return;
        }
        Table table = new Table(out)
                .begin(
                        "Datagrams of " + traffic.name() + ": " + Figures.count(datagrams.sent()) + " sent, "
                                + Figures.count(datagrams.received()) + " received"
                                + (datagrams.expectsEcho()
                                        ? ", " + Figures.count(datagrams.answered()) + " answered"
                                        : "")
                                + "; who took them",
                        "Node",
                        "#Received",
                        "#Share");
        int shown = Math.min(ROWS, datagrams.receivers().size());
        for (DatagramReport.Receiver receiver : datagrams.receivers().subList(0, shown)) {
            table.row()
                    .head(receiver.node())
                    .figure(receiver.received())
                    .figure(Figures.share(receiver.received(), datagrams.received()))
                    .endRow();
        }
        table.end(datagrams.receivers().size() - shown);
        if (!datagrams.losses().isEmpty()) {
            LossTable.write(out, "Datagrams of " + traffic.name() + " lost", datagrams.losses(), ROWS);
        }
    }

    private static String latency(TrafficReport traffic, long nanos) {
        return traffic.answers() == 0 ? "–" : Figures.span(nanos);
    }

    private static String clients(List<String> from) {
        String shown = String.join(", ", from.subList(0, Math.min(CLIENTS_IN_A_CELL, from.size())));
        return from.size() > CLIENTS_IN_A_CELL
                ? shown + " and " + Figures.count(from.size() - CLIENTS_IN_A_CELL) + " more"
                : shown;
    }
}
