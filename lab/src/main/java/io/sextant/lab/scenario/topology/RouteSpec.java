package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A static route, written in the words of {@code ip route add}.
 *
 * @param nextHops empty for a blackhole
 * @param metric 0 to 4294967295
 * @param preferredSource the word {@code src}, or null
 */
public record RouteSpec(
        Position position,
        Ipv4Prefix prefix,
        List<NextHopSpec> nextHops,
        long metric,
        @Nullable Ipv4Address preferredSource)
        implements Located {

    public RouteSpec {
        nextHops = List.copyOf(nextHops);
    }

    /** Whether packets that match are thrown away in silence. */
    public boolean isBlackhole() {
        return nextHops.isEmpty();
    }
}
