package io.sextant.protocol.bgp.rib;

/** {@code bgp bestpath bandwidth …}: what the link-bandwidth community does to weights of a multipath. */
public enum LinkBandwidthUse {
    /** Weights where every path has a bandwidth, none otherwise; the default. */
    WEIGHTS,
    /** {@code ignore}: equal shares. */
    IGNORE,
    /** {@code skip-missing}: paths without one are not used where others have one. */
    SKIP_MISSING,
    /** {@code default-weight-for-missing}: weight 1 for paths without one. */
    DEFAULT_WEIGHT_FOR_MISSING
}
