package io.sextant.lab.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packets to load-balanced addresses that were put on the cable to one node, over time. */
public final class NodeIntake {

    private static final int BUCKETS_MAX = 1 << 20;

    private final String node;
    private final long bucketNanos;
    private long[] packets = new long[64];
    private int buckets;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final FlowTable<Boolean> seen = new FlowTable<>();

    /** A connection's first packet at this node. */
    public record Arrival(long atNanos, long connection) {}

    NodeIntake(String node, long bucketNanos) {
        this.node = node;
        this.bucketNanos = bucketNanos;
    }

    public String node() {
        return node;
    }

    public long bucketNanos() {
        return bucketNanos;
    }

    /** Packets per bucket since the start of the run. */
    public List<Long> series() {
        List<Long> series = new ArrayList<>(buckets);
        for (int i = 0; i < buckets; i++) {
            series.add(packets[i]);
        }
        return series;
    }

    /** Packets from one instant to another, counted in whole buckets. */
    public long packetsBetween(long fromNanos, long toNanos) {
        long sum = 0;
        for (int i = (int) (fromNanos / bucketNanos); i < buckets && i * bucketNanos < toNanos; i++) {
            sum += packets[i];
        }
        return sum;
    }

    /** Connections whose first packet here came from one instant to another. */
    public long connectionsBetween(long fromNanos, long toNanos) {
        return arrivals.stream()
                .filter(arrival -> arrival.atNanos() >= fromNanos && arrival.atNanos() < toNanos)
                .count();
    }

    void count(long nowNanos, long connection) {
        int bucket = (int) Math.min(BUCKETS_MAX - 1, nowNanos / bucketNanos);
        if (bucket >= packets.length) {
            packets = Arrays.copyOf(packets, Math.max(packets.length * 2, bucket + 1));
        }
        buckets = Math.max(buckets, bucket + 1);
        packets[bucket]++;
        if (connection >= 0 && seen.get(connection) == null) {
            seen.put(connection, Boolean.TRUE);
            arrivals.add(new Arrival(nowNanos, connection));
        }
    }
}
