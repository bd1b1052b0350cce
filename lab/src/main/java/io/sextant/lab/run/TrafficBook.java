package io.sextant.lab.run;

import io.sextant.lab.scenario.traffic.TrafficSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one traffic of the scenario has asked for and got so far. */
final class TrafficBook {

    private static final int BUCKETS_MAX = 1 << 20;
    private static final int LATENCIES_MAX = 1_000_000;

    /** One whole answer. */
    record Answer(long atNanos, int status, long bodyOctets, long elapsedNanos) {}

    private final TrafficSpec spec;
    private final String target;
    private final long bucketNanos;
    private final List<Answer> answers = new ArrayList<>();
    private final List<PingTraffic> pings = new ArrayList<>();
    private long[] answerSeries = new long[64];
    private long[] failureSeries = new long[64];
    private int buckets;
    private final @Nullable UdpTraffic udp;
    private long requests;
    private long answered;

    TrafficBook(TrafficSpec spec, String target, long bucketNanos, @Nullable UdpTraffic udp) {
        this.udp = udp;
        this.spec = spec;
        this.target = target;
        this.bucketNanos = bucketNanos;
    }

    TrafficSpec spec() {
        return spec;
    }

    /** As the scenario wrote it, with the address it turned out to be. */
    String target() {
        return target;
    }

    long bucketNanos() {
        return bucketNanos;
    }

    void requested() {
        requests++;
    }

    void answered(Answer answer) {
        answered++;
        if (answers.size() < LATENCIES_MAX) {
            answers.add(answer);
        }
        answeredAt(answer.atNanos());
    }

    /** Counts an answer in its bucket of time, and nothing else. */
    void answeredAt(long nowNanos) {
        int bucket = bucket(nowNanos);
        answerSeries[bucket]++;
    }

    void failed(long nowNanos) {
        int bucket = bucket(nowNanos);
        failureSeries[bucket]++;
    }

    void add(PingTraffic ping) {
        pings.add(ping);
    }

    List<PingTraffic> pings() {
        return Collections.unmodifiableList(pings);
    }

    long requests() {
        return requests
                + (udp == null ? 0 : udp.sent())
                + pings.stream().mapToLong(PingTraffic::sent).sum();
    }

    long answers() {
        return answered
                + (udp == null ? 0 : udp.answered())
                + pings.stream().mapToLong(PingTraffic::replies).sum();
    }

    /** The traffic's UDP flows, where it is of that kind. */
    Optional<UdpTraffic> udp() {
        return Optional.ofNullable(udp);
    }

    /** UDP datagrams that were sent and have not been answered; where none is to be, that have not arrived. */
    long datagramsLost() {
        return udp().map(flows -> flows.lost()).orElse(0L);
    }

    List<Answer> answerList() {
        return Collections.unmodifiableList(answers);
    }

    List<Long> answerSeries() {
        return list(answerSeries);
    }

    List<Long> failureSeries() {
        return list(failureSeries);
    }

    private List<Long> list(long[] series) {
        return Arrays.stream(series).limit(buckets).boxed().toList();
    }

    private int bucket(long nowNanos) {
        int bucket = (int) Math.min(BUCKETS_MAX - 1, nowNanos / bucketNanos);
        if (bucket >= answerSeries.length) {
            int length = Math.max(answerSeries.length * 2, bucket + 1);
            answerSeries = Arrays.copyOf(answerSeries, length);
            failureSeries = Arrays.copyOf(failureSeries, length);
        }
        buckets = Math.max(buckets, bucket + 1);
        return bucket;
    }
}
