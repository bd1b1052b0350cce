package io.sextant.lab.run;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.workload.NginxServer;
import io.sextant.lab.scenario.topology.ListenSpec;
import io.sextant.topology.host.Host;

/** The web servers of a node that no cluster looks after. */
final class HttpListeners {

    private HttpListeners() {}

    /** Starts them, and again whenever the node gets its power back. */
    static void start(Host host, ListenSpec listen, LabEpoch epoch) {
        for (int port : listen.http()) {
            NginxServer.start(host, port, epoch);
            host.addPowerListener(on -> {
                if (on) {
                    NginxServer.start(host, port, epoch);
                }
            });
        }
    }
}
