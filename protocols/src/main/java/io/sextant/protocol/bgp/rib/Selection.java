package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import java.util.List;

/**
 * What was decided for a prefix.
 *
 * @param best the best path
 * @param multipath all paths in use, the best first, the others by next hop; at least the best
 * @param reason what the last comparison turned on, as FRR reports it; it depends on the order of comparisons
 */
public record Selection(IpPrefix prefix, Path best, List<Path> multipath, SelectionReason reason) {

    public Selection {
        multipath = List.copyOf(multipath);
    }

    public boolean isMultipath(Path path) {
        return multipath.size() > 1 && multipath.contains(path);
    }
}
