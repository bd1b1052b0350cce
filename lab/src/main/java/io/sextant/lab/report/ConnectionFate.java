package io.sextant.lab.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection's life.
 *
 * @param id counted from 1 in the order of opening
 * @param nodes the cluster nodes it came in by, in order
 * @param backend the pod that served it last, or empty
 * @param outcome such as {@code completed}, {@code reset}, {@code timed-out}, {@code open}
 * @param reason why, in words: what the client saw and what had happened
 * @param stalledNanos the longest time it waited for an answer
 */
public record ConnectionFate(
        long id,
        String traffic,
        String client,
        int clientPort,
        List<String> nodes,
        String backend,
        long openedNanos,
        @Nullable Long endedNanos,
        long stalledNanos,
        long retransmissions,
        String outcome,
        String reason) {

    public ConnectionFate {
        nodes = List.copyOf(nodes);
    }
}
