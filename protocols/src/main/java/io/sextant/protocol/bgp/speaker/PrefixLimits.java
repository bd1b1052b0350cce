package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.config.MaximumPrefix;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;

/** {@code maximum-prefix}: how many routes a peer may have in a family. */
final class PrefixLimits {

    /** FRR 8.4 {@code bgp_maximum_prefix_overflow}, asked before a path is added: more are in the table than may be. */
    boolean isOver(Peer peer, AddressFamily family) {
        PeerFamily settings = peer.family(family);
        MaximumPrefix maximum = settings.maximumPrefix();
        if (maximum == null) {
            return false;
        }
        PeerRoutes routes = peer.routes(family);
        int counted = maximum.force() ? Math.max(routes.accepted, routes.received.size()) : routes.accepted;
        boolean over = counted > maximum.limit();
        routes.overLimit = over;
        return over && !maximum.warningOnly();
    }
}
