package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Ipv4Prefix;

/**
 * A shared segment: every interface that names it hangs on one learning switch of the same name.
 *
 * @param prefix the segment's addresses
 * @param mtuOctets the interfaces' MTU where they say nothing themselves
 * @param quality of each cable to the switch where an interface says nothing itself
 */
public record NetworkSpec(Position position, String name, Ipv4Prefix prefix, int mtuOctets, LinkQuality quality)
        implements Located {}
