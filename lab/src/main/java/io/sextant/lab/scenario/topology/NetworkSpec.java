package io.sextant.lab.scenario.topology;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import io.sextant.protocol.address.Ipv4Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A shared segment: every interface that names it hangs on one learning switch of the same name.
 *
 * @param prefix the segment's addresses, or null where interfaces bring their own
 * @param mtuOctets the interfaces' MTU where they say nothing themselves
 * @param quality of each cable to the switch where an interface says nothing itself
 */
public record NetworkSpec(
        Position position, String name, @Nullable Ipv4Prefix prefix, int mtuOctets, LinkQuality quality)
        implements Located {}
