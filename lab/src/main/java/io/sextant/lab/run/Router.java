package io.sextant.lab.run;

import io.sextant.lab.scenario.timeline.RouterDaemon;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;

/** An FRR router of the lab: bgpd and zebra on a host. */
public record Router(RouterSpec spec, BgpDaemon bgpd, Zebra zebra) {

    /** The machine has booted: every daemon starts. */
    void boot() {
        start(RouterDaemon.BGPD);
    }

    /** Starts a daemon; harmless when it runs. */
    void start(RouterDaemon daemon) {
        if (daemon == RouterDaemon.BGPD) {
            RouterBuilder.start(this);
        }
    }

    /** SIGTERM. */
    void stop(RouterDaemon daemon) {
        if (daemon == RouterDaemon.BGPD) {
            bgpd.stop();
        }
    }

    /** SIGKILL. */
    void kill(RouterDaemon daemon) {
        if (daemon == RouterDaemon.BGPD) {
            bgpd.kill();
        }
    }

    /** The host has lost power. */
    void vanish() {
        bgpd.vanish();
        zebra.vanish();
    }
}
