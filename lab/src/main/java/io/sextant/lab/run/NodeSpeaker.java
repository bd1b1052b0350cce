package io.sextant.lab.run;

import io.sextant.cluster.speaker.ServiceSpeaker;
import io.sextant.topology.routing.BgpDaemon;

/** What announces services on a Kubernetes node: the rules that decide, and the daemon that says it. */
public record NodeSpeaker(ServiceSpeaker rules, BgpDaemon bgpd) {

    void start() {
        bgpd.start();
        rules.start();
    }

    /** SIGKILL: the kernel closes the connections. */
    void kill() {
        rules.stop();
        bgpd.kill();
    }

    /** SIGTERM. */
    void stop() {
        rules.stop();
        bgpd.stop();
    }

    /** The node has lost power. */
    void vanish() {
        rules.stop();
        bgpd.vanish();
    }
}
