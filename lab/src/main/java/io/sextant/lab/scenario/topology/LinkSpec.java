package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;

/**
 * A cable between two interfaces.
 *
 * @param name how faults and taps call it; {@code near--far} if the file gives no name
 */
public record LinkSpec(Position position, String name, Endpoint near, Endpoint far, LinkQuality quality)
        implements Located {}
