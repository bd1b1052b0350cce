package io.sextant.lab.run;

import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.topology.routing.BgpDaemon;

/** The BGP speaker of a node that is no router. */
public sealed interface NodeSpeaker permits ServiceAnnouncer, HostSpeaker {

    BgpDaemon bgpd();

    void start();

    /** SIGKILL: the kernel closes the connections. */
    void kill();

    /** SIGTERM. */
    void stop();

    /** The node has lost power. */
    void vanish();

    /** Withdraws what the action names, or everything. */
    void withdraw(TimedAction action);

    /** Takes a withdrawal back. */
    void announce(TimedAction action);
}
