package io.sextant.topology.routing;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.Selection;
import java.util.List;

/** Takes a BGP daemon's changes of the Loc-RIB, and hears when the daemon is gone. */
public interface RibConsumer {

    /** For speakers whose routes nobody installs. */
    RibConsumer NONE = new RibConsumer() {
        @Override
        public void onRoutes(BgpDaemon from, RibDelta delta) {}

        @Override
        public void onDaemonGone(BgpDaemon from, boolean inOrder) {}
    };

    /** The daemon has started with empty tables, and can be offered routes. */
    default void onDaemonStarted(BgpDaemon from) {}

    void onRoutes(BgpDaemon from, RibDelta delta);

    /** What becomes of the decisions in the table may be something else from now on. */
    default void onRoutesAgain(BgpDaemon from, List<Selection> all) {}

    /** Routes of a family are still to come after a restart, or have all come. */
    default void onRouteUpdate(BgpDaemon from, AddressFamily family, boolean complete) {}

    /**
     * The daemon's connection to the consumer is gone; what it installed is void, unless it restarts gracefully.
     *
     * @param inOrder it has taken its routes back itself (FRR 8.4 {@code bgp_cleanup_routes} at SIGTERM)
     */
    void onDaemonGone(BgpDaemon from, boolean inOrder);
}
