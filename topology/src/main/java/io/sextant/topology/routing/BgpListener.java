package io.sextant.topology.routing;

import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.State;

/** Hears what a BGP daemon goes through. Called inside the simulation; must not change the daemon. */
public interface BgpListener {

    /** A session went from one state to another; {@code reason} is for people. */
    default void onSession(long nowNanos, BgpDaemon daemon, PeerId peer, State from, State to, String reason) {}

    /** An established session ended. */
    default void onSessionDown(long nowNanos, BgpDaemon daemon, PeerId peer, LastReset reset) {}

    /** The Loc-RIB changed. */
    default void onRoutes(long nowNanos, BgpDaemon daemon, RibDelta delta) {}
}
