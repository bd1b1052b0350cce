package io.sextant.topology.routing;

import io.sextant.protocol.bgp.rib.RibDelta;

/** Takes a BGP daemon's changes of the Loc-RIB, and hears when the daemon is gone. */
public interface RibConsumer {

    /** For speakers whose routes nobody installs. */
    RibConsumer NONE = new RibConsumer() {
        @Override
        public void onRoutes(BgpDaemon from, RibDelta delta) {}

        @Override
        public void onDaemonGone() {}
    };

    /** The daemon has started with empty tables, and can be offered routes. */
    default void onDaemonStarted(BgpDaemon from) {}

    void onRoutes(BgpDaemon from, RibDelta delta);

    /** The daemon's connection to the consumer is gone; what it installed is void. */
    void onDaemonGone();
}
