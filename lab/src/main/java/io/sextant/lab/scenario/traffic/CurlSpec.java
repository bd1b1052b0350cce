package io.sextant.lab.scenario.traffic;

import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * {@code curl}: one request on a connection of its own, then the connection is closed; done {@code count} times by each node.
 *
 * @param count from 1
 * @param intervalNanos between the starts of two runs
 */
public record CurlSpec(
        Position position,
        String name,
        List<String> from,
        HttpTarget target,
        long startNanos,
        int count,
        long intervalNanos)
        implements TrafficSpec {

    public CurlSpec {
        from = List.copyOf(from);
    }

    @Override
    public <R> R dispatchTo(Handler<R> handler) {
        return handler.onCurl(this);
    }
}
