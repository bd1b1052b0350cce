package io.sextant.lab.scenario.traffic;

import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * Many connections. The figures are for all nodes together; connections are dealt out to the nodes round robin.
 *
 * @param connections how many are opened in all, from 1
 * @param connectionsPerSecond the pace at which they are opened
 * @param stopNanos when everything still open is closed; no connection is opened from then on
 * @param holdNanos how long each stays open; 0 closes it after its first answer
 * @param requestIntervalNanos between two requests on one connection that is held
 * @param patienceNanos the longest wait for the handshake and for an answer; after it the client gives up
 */
public record HttpLoadSpec(
        Position position,
        String name,
        List<String> from,
        HttpTarget target,
        long startNanos,
        long stopNanos,
        int connections,
        double connectionsPerSecond,
        long holdNanos,
        long requestIntervalNanos,
        long patienceNanos)
        implements TrafficSpec {

    public HttpLoadSpec {
        from = List.copyOf(from);
    }

    @Override
    public <R> R dispatchTo(Handler<R> handler) {
        return handler.onHttpLoad(this);
    }
}
