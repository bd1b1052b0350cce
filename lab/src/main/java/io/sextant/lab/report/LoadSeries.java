package io.sextant.lab.report;

import java.util.List;

/** Packets to load-balanced addresses that a node took in, per bucket of time from the run's start. */
public record LoadSeries(String node, long bucketNanos, List<Long> packets) {

    public LoadSeries {
        packets = List.copyOf(packets);
    }
}
