package io.sextant.cluster.flow;

import java.util.ArrayList;
import java.util.List;

/**
 * A GetFlows request. Filters of one list are alternatives; the blacklist wins.
 *
 * @param number how many flows at most, 0 for all
 * @param first whether the oldest are meant instead of the newest
 * @param sinceUnixNanos inclusive, {@code Long.MIN_VALUE} for no limit
 * @param untilUnixNanos inclusive, {@code Long.MAX_VALUE} for no limit
 */
public record FlowRequest(
        List<FlowFilter> whitelist,
        List<FlowFilter> blacklist,
        int number,
        boolean first,
        boolean follow,
        long sinceUnixNanos,
        long untilUnixNanos) {

    public FlowRequest {
        whitelist = List.copyOf(whitelist);
        blacklist = List.copyOf(blacklist);
    }

    /** The newest {@code number} flows, whatever they are. */
    public static FlowRequest last(int number) {
        return new FlowRequest(List.of(), List.of(), number, false, false, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** Whether a flow passes filters and times. */
    public boolean matches(Flow flow) {
        return flow.unixNanos() >= sinceUnixNanos
                && flow.unixNanos() <= untilUnixNanos
                && (whitelist.isEmpty() || whitelist.stream().anyMatch(filter -> filter.matches(flow)))
                && blacklist.stream().noneMatch(filter -> filter.matches(flow));
    }

    List<Flow> select(List<Flow> flows) {
        List<Flow> chosen = new ArrayList<>();
        for (Flow flow : flows) {
            if (matches(flow)) {
                chosen.add(flow);
            }
        }
        return limit(chosen);
    }

    List<Flow> limit(List<Flow> flows) {
        if (number == 0 || flows.size() <= number) {
            return flows;
        }
        return first ? flows.subList(0, number) : flows.subList(flows.size() - number, flows.size());
    }
}
