package io.sextant.cluster.datapath;

/** How packets get to pods of other nodes. */
public enum RoutingMode {
    /** {@code tunnel: vxlan}: wrapped, with the security identity as VNI. The default. */
    TUNNEL,
    /** {@code tunnel: disabled} with {@code autoDirectNodeRoutes}: as they are, by routes to the other nodes. */
    NATIVE
}
