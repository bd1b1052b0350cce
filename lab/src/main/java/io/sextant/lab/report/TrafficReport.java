package io.sextant.lab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One traffic of the scenario, over the whole run.
 *
 * @param kind {@code curl}, {@code ping}, {@code http-load} or {@code udp}
 * @param target as the scenario wrote it, with the address it turned out to be
 * @param requests requests (or echo requests) sent
 * @param answers whole answers received
 * @param longestOutageNanos the longest time without an answer to a request that was outstanding
 * @param answerSeries answers per bucket
 * @param failureSeries failed connections, or lost echoes, per bucket
 * @param datagrams what became of the datagrams of UDP flows; null for other kinds
 */
public record TrafficReport(
        String name,
        String kind,
        List<String> from,
        String target,
        long requests,
        long answers,
        ConnectionCounts connections,
        LatencySummary latency,
        long longestOutageNanos,
        long bucketNanos,
        List<Long> answerSeries,
        List<Long> failureSeries,
        @Nullable DatagramReport datagrams) {

    public TrafficReport {
        from = List.copyOf(from);
        answerSeries = List.copyOf(answerSeries);
        failureSeries = List.copyOf(failureSeries);
    }

    /** From the request's first octet to the answer's last; all 0 when there was no answer. */
    public record LatencySummary(long minNanos, long medianNanos, long p99Nanos, long maxNanos) {}
}
