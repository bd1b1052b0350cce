package io.sextant.protocol.bgp.rib;

/**
 * {@code maximum-paths N}, {@code maximum-paths ibgp N [equal-cluster-length]}.
 *
 * @param external paths used at once where the best came by eBGP, 1 or more
 * @param internal the same for iBGP
 * @param equalClusterLength iBGP paths need cluster lists of one length
 */
public record MultipathLimits(int external, int internal, boolean equalClusterLength) {

    public MultipathLimits {
        if (external < 1 || internal < 1) {
            throw new IllegalArgumentException("at least one path is needed");
        }
    }

    /** The same limit for both. */
    public static MultipathLimits of(int paths) {
        return new MultipathLimits(paths, paths, false);
    }
}
