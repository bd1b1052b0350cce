package io.sextant.lab.run;

import java.util.List;

/** How long clients waited in vain. */
final class Outages {

    private Outages() {}

    /**
     * The longest wait of a traffic's clients that ended, or still lasts, after an instant: for connections from a request
     * (or the first SYN) to its answer or to giving up, for pings from an unanswered request to the next reply.
     */
    static long longest(
            TrafficBook traffic,
            List<TrackedConnection> connections,
            List<ConnectionLedger.Stall> stalls,
            long sinceNanos,
            long nowNanos) {
        long longest = 0;
        for (ConnectionLedger.Stall stall : stalls) {
            boolean ours = stall.connection().traffic().equals(traffic.spec().name());
            if (ours && stall.toNanos() >= sinceNanos) {
                longest = Math.max(longest, stall.toNanos() - Math.max(sinceNanos, stall.fromNanos()));
            }
        }
        for (TrackedConnection each : connections) {
            if (each.isOpen() && each.isWaiting()) {
                longest = Math.max(longest, nowNanos - Math.max(sinceNanos, each.waitingSinceNanos()));
            }
        }
        longest = Math.max(
                longest,
                traffic.udp()
                        .map(flows -> flows.longestOutage(sinceNanos, nowNanos))
                        .orElse(0L));
        for (PingTraffic ping : traffic.pings()) {
            longest = Math.max(longest, longest(ping, sinceNanos, nowNanos));
        }
        return longest;
    }

    private static long longest(PingTraffic ping, long sinceNanos, long nowNanos) {
        long longest = 0;
        long waitingFrom = -1;
        for (int i = 0; i < ping.sent(); i++) {
            long replied = ping.repliedNanos(i);
            if (replied < 0 && waitingFrom < 0) {
                waitingFrom = ping.sentNanos(i);
            } else if (replied >= 0 && waitingFrom >= 0) {
                if (replied >= sinceNanos) {
                    longest = Math.max(longest, replied - Math.max(sinceNanos, waitingFrom));
                }
                waitingFrom = -1;
            }
        }
        return waitingFrom < 0 ? longest : Math.max(longest, nowNanos - Math.max(sinceNanos, waitingFrom));
    }
}
