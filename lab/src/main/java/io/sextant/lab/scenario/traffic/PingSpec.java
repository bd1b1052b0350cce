package io.sextant.lab.scenario.traffic;

import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * {@code ping}: ICMP echo requests.
 *
 * @param count from 1
 * @param intervalNanos between two requests
 * @param payloadOctets 0 to 1472; ping's own default is 56
 * @param timeToLive 1 to 255
 */
public record PingSpec(
        Position position,
        String name,
        List<String> from,
        Destination destination,
        long startNanos,
        int count,
        long intervalNanos,
        int payloadOctets,
        int timeToLive)
        implements TrafficSpec {

    public PingSpec {
        from = List.copyOf(from);
    }

    @Override
    public <R> R dispatchTo(Handler<R> handler) {
        return handler.onPing(this);
    }
}
