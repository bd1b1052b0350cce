package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
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

    /**
     * Weights of the ways in their order, or nothing where all weigh the same (FRR 8.4 {@code bgp_zebra_announce}): each
     * way's share of the link bandwidth in per cent; 0 for one that is not to be used.
     */
    public List<Integer> weights(LinkBandwidthUse use) {
        long total = 0;
        int known = 0;
        for (Path path : multipath) {
            long own = LinkBandwidth.of(path.attributes());
            total += own;
            known += own > 0 ? 1 : 0;
        }
        boolean all = known == multipath.size();
        if (multipath.size() < 2
                || known == 0
                || use == LinkBandwidthUse.IGNORE
                || (use == LinkBandwidthUse.WEIGHTS && !all)) {
            return List.of();
        }
        List<Integer> weights = new ArrayList<>();
        for (Path path : multipath) {
            long own = LinkBandwidth.of(path.attributes());
            int missing = use == LinkBandwidthUse.SKIP_MISSING ? 0 : 1;
            weights.add(own == 0 ? missing : (int) (own * 100 / total));
        }
        return weights;
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
