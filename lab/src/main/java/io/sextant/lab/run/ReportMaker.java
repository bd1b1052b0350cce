package io.sextant.lab.run;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.LoadSeries;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.traffic.CurlSpec;
import io.sextant.lab.scenario.traffic.HttpLoadSpec;
import io.sextant.lab.scenario.traffic.PingSpec;
import io.sextant.lab.scenario.traffic.TrafficSpec;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Turns a run's books into its report. */
final class ReportMaker {

    private final Lab lab;
    private final TrafficDriver traffic;
    private final FaultBook faults;

    ReportMaker(Lab lab, TrafficDriver traffic, FaultBook faults) {
        this.lab = lab;
        this.traffic = traffic;
        this.faults = faults;
    }

    RunReport make(
            List<Verdict> verdicts,
            List<CaptureFile> captures,
            List<NodePrintout> printouts,
            @Nullable String limit,
            String replay) {
        Scenario scenario = lab.scenario();
        long now = lab.simulator().nanos();
        return new RunReport(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.seed(),
                scenario.start(),
                scenario.durationNanos(),
                now,
                limit,
                lab.trace().fingerprint(),
                lab.simulator().eventsProcessed(),
                lab.network().arrivals(),
                verdicts,
                faults.reports(now),
                traffic.books().values().stream().map(book -> report(book, now)).toList(),
                lab.losses().losses(),
                lab.journal().happenings(),
                lab.connections().intakes().stream()
                        .map(intake -> new LoadSeries(intake.node(), intake.bucketNanos(), intake.series()))
                        .toList(),
                lab.journal().widths(),
                captures,
                printouts,
                warnings(),
                replay);
    }

    private TrafficReport report(TrafficBook book, long now) {
        TrafficSpec spec = book.spec();
        List<TrackedConnection> ours = lab.connections().connections().stream()
                .filter(each -> each.traffic().equals(spec.name()))
                .toList();
        return new TrafficReport(
                spec.name(),
                spec.dispatchTo(new KindWord()),
                spec.from(),
                book.target(),
                book.requests(),
                book.answers(),
                Tallies.counts(ours, 0, now),
                latency(book),
                Outages.longest(book, ours, lab.connections().stalls(), 0, now),
                book.bucketNanos(),
                book.answerSeries(),
                book.failureSeries(),
                book.udp().map(UdpTraffic::report).orElse(null));
    }

    private static TrafficReport.LatencySummary latency(TrafficBook book) {
        LongStream answers = book.answerList().stream().mapToLong(TrafficBook.Answer::elapsedNanos);
        LongStream replies = book.pings().stream().flatMapToLong(ping -> IntStream.range(0, ping.sent())
                .filter(i -> ping.repliedNanos(i) >= 0)
                .mapToLong(i -> ping.repliedNanos(i) - ping.sentNanos(i)));
        LongStream echoes = book.udp().stream().flatMapToLong(UdpTraffic::roundTripNanos);
        long[] sorted = LongStream.concat(LongStream.concat(answers, replies), echoes)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return new TrafficReport.LatencySummary(0, 0, 0, 0);
        }
        return new TrafficReport.LatencySummary(
                sorted[0],
                sorted[(sorted.length - 1) / 2],
                sorted[(int) Math.min(sorted.length - 1L, sorted.length * 99L / 100)],
                sorted[sorted.length - 1]);
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>(lab.journal().unrest());
        for (NodeSpec node : lab.scenario().topology().nodes()) {
            Host host = lab.hosts().get(node.name());
            if (host != null && node.frr() != null) {
                warnings.addAll(ForwardingCaveats.of(node, host));
            }
        }
        if (lab.journal().leftOut() > 0) {
            warnings.add(lab.journal().leftOut() + " more happenings were not kept");
        }
        return warnings;
    }

    private static final class KindWord implements TrafficSpec.Handler<String> {

        @Override
        public String onCurl(CurlSpec curl) {
            return "curl";
        }

        @Override
        public String onPing(PingSpec ping) {
            return "ping";
        }

        @Override
        public String onHttpLoad(HttpLoadSpec load) {
            return "http-load";
        }

        @Override
        public String onUdp(UdpSpec udp) {
            return "udp";
        }
    }
}
