package io.sextant.topology.bfd;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bfd.BfdConfig;
import org.jspecify.annotations.Nullable;

/**
 * A session as it is configured, or asked for by a routing daemon.
 *
 * @param address of the peer
 * @param local our address; null: chosen by the route
 * @param interfaceName the interface the session is bound to, or blank
 * @param multihop RFC 5883: port 4784, and {@code minimumTtl} instead of 255
 * @param minimumTtl of packets received over several hops, 1..254
 * @param configured stands in bfdd's own configuration
 * @param asked another daemon asked for it, and goes with that daemon unless it is configured as well
 */
public record BfdPeer(
        IpAddress address,
        @Nullable IpAddress local,
        String interfaceName,
        boolean multihop,
        int minimumTtl,
        boolean configured,
        boolean asked,
        BfdConfig config) {

    /** FRR 8.4 {@code BFD_DEF_MHOP_TTL}. */
    public static final int MULTIHOP_TTL = 254;

    /** A neighbour on a shared network, as {@code neighbor X bfd} asks for. */
    public static BfdPeer singleHop(IpAddress address, BfdConfig config) {
        return new BfdPeer(address, null, "", false, MULTIHOP_TTL, false, true, config);
    }
}
