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

    /** Whether traffic would go the same ways: reasons and ages aside. */
    public boolean routesLike(Selection other) {
        if (!prefix.equals(other.prefix) || multipath.size() != other.multipath.size()) {
            return false;
        }
        for (int i = 0; i < multipath.size(); i++) {
            if (!multipath.get(i).saysTheSameAs(other.multipath.get(i))) {
                return false;
            }
        }
        return best.saysTheSameAs(other.best);
    }

    public boolean isMultipath(Path path) {
        return multipath.size() > 1 && multipath.contains(path);
    }
}
