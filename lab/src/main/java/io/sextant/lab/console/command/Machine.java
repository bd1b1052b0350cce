package io.sextant.lab.console.command;

import io.sextant.cluster.LabEpoch;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;
import java.util.Optional;

/** A machine as the commands on it see it. The lab makes one of each of its nodes and pods. */
public interface Machine {

    /** Its host name. */
    String name();

    Role role();

    /** Its network namespace. */
    Host host();

    /** What the lab's clocks show at virtual time zero. */
    LabEpoch epoch();

    /** The BGP daemon, on a router that has one. */
    Optional<BgpDaemon> bgpd();

    /** zebra, on a router. */
    Optional<Zebra> zebra();

    /** FRR's configuration, on a router. */
    Optional<FrrRouter> router();

    /** The cluster, where it can be asked: on nodes, and on the control machine. */
    Optional<ClusterView> cluster();

    /** Virtual time. */
    default long nowNanos() {
        return host().network().nowNanos();
    }

    /** Calendar time in nanoseconds since 1970. */
    default long unixNanos() {
        return epoch().unixNanosAt(nowNanos());
    }
}
