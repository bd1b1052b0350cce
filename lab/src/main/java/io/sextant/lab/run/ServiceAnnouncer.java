package io.sextant.lab.run;

import io.sextant.cluster.speaker.ServiceSpeaker;
import io.sextant.lab.scenario.cluster.ServiceName;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.topology.routing.BgpDaemon;

/** What announces services on a Kubernetes node: the rules that decide, and the daemon that says it. */
record ServiceAnnouncer(ServiceSpeaker rules, BgpDaemon bgpd) implements NodeSpeaker {

    @Override
    public void start() {
        bgpd.start();
        rules.start();
    }

    @Override
    public void kill() {
        rules.stop();
        bgpd.kill();
    }

    @Override
    public void stop() {
        rules.stop();
        bgpd.stop();
    }

    @Override
    public void vanish() {
        rules.stop();
        bgpd.vanish();
    }

    @Override
    public void withdraw(TimedAction action) {
        ServiceName service = action.service();
        if (service == null) {
            rules.suppressAll();
        } else {
            rules.suppress(ClusterBuilder.name(service));
        }
    }

    @Override
    public void announce(TimedAction action) {
        ServiceName service = action.service();
        if (service == null) {
            rules.releaseAll();
        } else {
            rules.release(ClusterBuilder.name(service));
        }
    }
}
