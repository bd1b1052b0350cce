package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.bgp.rib.Path;

/**
 * What a policy may ask of a path beside its attributes; nothing here can be set.
 *
 * @param igpMetric cost to the next hop, or {@link Path#UNREACHABLE}
 * @param selected whether it is the best path
 * @param multipaths paths in use together with it, itself counted, 1 or more
 * @param cumulativeBandwidthOctets link bandwidth of all of them, octets per second, 0 for none
 */
public record PathFacts(long igpMetric, boolean selected, int multipaths, long cumulativeBandwidthOctets) {

    /** A path nobody looked at yet. */
    public static final PathFacts NONE = new PathFacts(0, false, 1, 0);

    public PathFacts {
        if (multipaths < 1 || cumulativeBandwidthOctets < 0) {
            throw new IllegalArgumentException(multipaths + " paths with " + cumulativeBandwidthOctets + " octets/s");
        }
    }
}
