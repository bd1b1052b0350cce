package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.LinkQuality;
import java.util.Optional;

/** Reads what a cable does, on top of what it does by default. */
final class Qualities {

    private static final int DEFAULT_MTU = 1_500;

    private Qualities() {}

    static LinkQuality of(Values values, LinkQuality otherwise) {
        return new LinkQuality(
                values.get(TopologyKeys.RATE).orElse(otherwise.bitsPerSecond()),
                values.get(TopologyKeys.DELAY).orElse(otherwise.delayNanos()),
                values.get(TopologyKeys.QUEUE).orElse(otherwise.queueOctets()),
                values.get(TopologyKeys.LOSS).orElse(otherwise.lossProbability()));
    }

    static int mtu(Values values, int otherwise) {
        return values.get(TopologyKeys.MTU).map(Math::toIntExact).orElse(otherwise);
    }

    static LinkQuality ofDefaults(Optional<Values> defaults) {
        return defaults.map(values -> of(values, LinkQuality.DEFAULT)).orElse(LinkQuality.DEFAULT);
    }

    static int mtuOfDefaults(Optional<Values> defaults) {
        return defaults.map(values -> mtu(values, DEFAULT_MTU)).orElse(DEFAULT_MTU);
    }
}
